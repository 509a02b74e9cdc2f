import { problemKeys, problemOf } from '#app/http/error-responses.ts';
import { useT } from '#app/i18n/use-t.tsx';
import { LinkButton } from './buttons.tsx';
import { useShell } from './shell-context.tsx';

/** What happened, what it means, what to do; a reference when it is our fault. */
export function ProblemPage({ status }: { status: number }) {
  const t = useT();
  const { requestId } = useShell();
  const problem = problemOf(status);
  const keys = problemKeys(problem);
  return (
    <div className="problem">
      <h1>{t(keys.title)}</h1>
      <p>{t(keys.text)}</p>
      <p>
        {t(keys.do)} {problem === 'broken' ? <code>{requestId}</code> : null}
      </p>
      <LinkButton href="/" kind="second" text={t('common:problem.home')} />
    </div>
  );
}
