import type { ExplainLine } from '#app/domain/regulation/explain.ts';
import { tellExplanation } from '#app/i18n/tell-explanation.ts';
import { useLocale } from '#app/i18n/use-t.tsx';

type Stage = { readonly title: ExplainLine | null; readonly lines: ExplainLine[] };

/** How a result was worked out, step by step, a list for each stage of the regulation. */
export function Explanation({ steps }: { steps: readonly ExplainLine[] }) {
  const locale = useLocale();
  const stages: Stage[] = [];
  for (const step of steps) {
    if (step.key === 'stage') stages.push({ title: step, lines: [] });
    else if (stages.length === 0) stages.push({ title: null, lines: [step] });
    else stages.at(-1)?.lines.push(step);
  }
  return (
    <>
      {stages.map(({ title, lines }) => {
        const told = tellExplanation(lines, locale);
        const heading = title ? tellExplanation([title], locale)[0] : undefined;
        return (
          <div key={heading ?? ''}>
            {heading && stages.length > 1 ? <h3>{heading}</h3> : null}
            <ol>
              {told.map((sentence) => (
                <li key={sentence}>{sentence}</li>
              ))}
            </ol>
          </div>
        );
      })}
    </>
  );
}
