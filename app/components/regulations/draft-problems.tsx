import { Notice } from '#app/components/notice.tsx';
import type { Problem } from '#app/domain/regulation/problem.ts';
import { tellProblem } from '#app/i18n/tell-problem.ts';
import { useLocale, useT } from '#app/i18n/use-t.tsx';

type Placed = Problem & { readonly line: number | null };

/** What keeps a draft from being a regulation, each with its place in the file. */
export function DraftProblems({ problems }: { problems: readonly Placed[] }) {
  const t = useT();
  const locale = useLocale();
  return (
    <Notice tone="bad" title={t('regulations:draft.problems', { count: problems.length })}>
      <ul>
        {problems.map((problem) => (
          <li key={`${problem.place} ${problem.reason} ${JSON.stringify(problem.detail ?? {})}`}>
            {problem.line === null
              ? t('regulations:draft.placeOnly', { place: problem.place })
              : t('regulations:draft.place', { line: problem.line, place: problem.place })}{' '}
            {tellProblem(problem, locale)}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
