import { useFormat, useT } from '#app/i18n/use-t.tsx';
import { SubmitButton } from './buttons.tsx';
import { Notice } from './notice.tsx';
import { ProgressBar } from './progress-bar.tsx';

export type TaskFacts = {
  readonly state: 'queued' | 'running' | 'paused' | 'done' | 'failed' | 'cancelled';
  readonly done: number;
  readonly total: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
};

const isUnderWay = ({ state }: Pick<TaskFacts, 'state'>) => state === 'queued' || state === 'running';

/**
 * The headers of a page that shows long work: it comes again by itself, without a script, while the work goes on.
 */
export function taskHeaders(task: Pick<TaskFacts, 'state'>): Record<string, string> {
  return isUnderWay(task) ? { Refresh: '3' } : {};
}

type Props = {
  readonly task: TaskFacts;
  readonly label: string;
  /** Without it the page has its own way to stop. */
  readonly stop?: boolean;
};

/** A bar, a count, a rate, what is left and a stop button; its form posts `intent=stop` to the page it is on. */
export function TaskProgress({ task, label, stop = true }: Props) {
  const t = useT();
  const underWay = isUnderWay(task);
  return (
    <section aria-live="polite">
      <ProgressBar label={label} done={task.done} total={task.total}>
        <p className="small">
          {t(`entries:task.state.${task.state}`)}
          <Pace task={task} />
        </p>
      </ProgressBar>
      {underWay ? (
        <>
          <p>{t('entries:task.leave')}</p>
          {stop ? (
            <form method="post">
              <SubmitButton kind="danger" name="intent" value="stop" text={t('entries:task.stop')} />
            </form>
          ) : null}
        </>
      ) : null}
      {task.state === 'failed' ? <Notice tone="bad">{t('entries:task.failed')}</Notice> : null}
    </section>
  );
}

function Pace({ task: { state, done, total, createdAt, updatedAt } }: { task: TaskFacts }) {
  const t = useT();
  const format = useFormat();
  const minutes = (updatedAt.getTime() - createdAt.getTime()) / 60_000;
  if (state !== 'running' || done === 0 || minutes <= 0) return null;
  const rate = Math.max(1, Math.round(done / minutes));
  const left = Math.max(1, Math.ceil((total - done) / rate));
  return (
    <>
      {' · '}
      {t('entries:task.rate', { rate: format.number(rate) })} · {t('entries:task.left', { minutes: left })}
    </>
  );
}
