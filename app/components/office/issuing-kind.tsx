import { type ButtonKind, ButtonRow, SubmitButton } from '#app/components/buttons.tsx';
import { Notice } from '#app/components/notice.tsx';
import { TaskProgress } from '#app/components/task-progress.tsx';
import { useFormat, useT } from '#app/i18n/use-t.tsx';
import type { IssuingKindView, IssuingRun } from '#app/queries/office/load-issuing-page.server.ts';

type Props = { readonly view: IssuingKindView; readonly mayIssue: boolean };

/** One kind of document: how many are due and issued, the run that goes on, and the buttons of who may. */
export function IssuingKind({ view, mayIssue }: Props) {
  const t = useT();
  const format = useFormat();
  const { kind, open, due, issued, waiting, revoked, refused, run } = view;
  return (
    <section aria-labelledby={`issuing-${kind}`}>
      <h2 id={`issuing-${kind}`}>{t(`issuing:kind.${kind}`)}</h2>
      {open ? (
        <p>
          {t('issuing:due', { count: due, due: format.number(due) })} ·{' '}
          <b>{t('issuing:issued', { count: issued, issued: format.number(issued) })}</b>
          {waiting > 0
            ? ` · ${t('issuing:waiting', { count: waiting, waiting: format.number(waiting) })}`
            : ''}
          {revoked > 0
            ? ` · ${t('issuing:revoked', { count: revoked, revoked: format.number(revoked) })}`
            : ''}
          {refused > 0
            ? ` · ${t('issuing:refused', { count: refused, refused: format.number(refused) })}`
            : ''}
        </p>
      ) : (
        <p>{t(`issuing:notYet.${kind}`)}</p>
      )}
      {run && run.state !== 'done' ? <Run run={run} /> : null}
      {mayIssue && open ? <Buttons view={view} /> : null}
    </section>
  );
}

function Run({ run }: { readonly run: IssuingRun }) {
  const t = useT();
  const numbering = run.state === 'running' && run.done === 0;
  return (
    <>
      <TaskProgress task={run} label={t(numbering ? 'issuing:numbering' : 'issuing:progress')} stop={false} />
      {run.failure === 'document.templateChanged' ? (
        <Notice tone="bad">{t('issuing:templateChanged')}</Notice>
      ) : null}
    </>
  );
}

function Buttons({ view: { kind, due, issued, revoked, run } }: { readonly view: IssuingKindView }) {
  const t = useT();
  const state = run?.state ?? 'done';
  const what = t(`issuing:kind.${kind}`);
  if (!run || state === 'done' || state === 'cancelled')
    return (
      <Press
        intent="start"
        name="kind"
        value={kind}
        text={t('issuing:start', { what })}
        kind={issued + revoked < due ? 'main' : 'second'}
      />
    );
  if (state === 'failed')
    return <Press intent="resume" name="task" value={run.id} text={t('issuing:resume', { what })} />;
  const change = state === 'paused' ? 'resume' : 'pause';
  return (
    <ButtonRow>
      <Press
        intent={change}
        name="task"
        value={run.id}
        text={t(`issuing:${change}`, { what })}
        kind={state === 'paused' ? 'main' : 'second'}
      />
      <Press intent="stop" name="task" value={run.id} text={t('issuing:stop', { what })} kind="danger" />
    </ButtonRow>
  );
}

type PressProps = {
  readonly intent: string;
  readonly name: string;
  readonly value: string;
  readonly text: string;
  readonly kind?: ButtonKind;
};

function Press({ intent, name, value, text, kind = 'main' }: PressProps) {
  return (
    <form method="post">
      <input type="hidden" name={name} value={value} />
      <SubmitButton kind={kind} name="intent" value={intent} text={text} />
    </form>
  );
}
