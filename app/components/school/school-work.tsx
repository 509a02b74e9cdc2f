import { SubmitButton } from '#app/components/buttons.tsx';
import { useFormat, useT } from '#app/i18n/use-t.tsx';
import { isSchoolTask, schoolTaskTitle } from './task-title.ts';

type Props = {
  readonly schools: readonly { readonly id: string; readonly name: string }[];
  readonly sittingId: string;
  readonly tasks: readonly {
    readonly id: string;
    readonly kind: string;
    readonly state: 'queued' | 'running' | 'paused' | 'done' | 'failed' | 'cancelled';
    readonly createdAt: Date;
  }[];
};

/** What is done for all entries of a school at once, and the last pieces of such work. */
export function SchoolWork({ schools, sittingId, tasks }: Props) {
  const t = useT();
  const format = useFormat();
  return (
    <section>
      <h2>{t('entries:school.together')}</h2>
      {schools.map(({ id, name }) => (
        <div key={id} className="pair">
          {(['submit', 'print'] as const).map((intent) => (
            <form key={intent} method="post">
              {schools.length > 1 ? <b>{name}</b> : null}
              <p>{t(intent === 'submit' ? 'entries:school.sendAllText' : 'entries:school.printAllText')}</p>
              <input type="hidden" name="schoolId" value={id} />
              <input type="hidden" name="sittingId" value={sittingId} />
              <SubmitButton
                kind="second"
                name="intent"
                value={intent}
                text={t(intent === 'submit' ? 'entries:school.sendAll' : 'entries:school.printAll')}
              />
            </form>
          ))}
        </div>
      ))}
      {tasks.length === 0 ? null : (
        <>
          <h3>{t('entries:task.recent')}</h3>
          <ul>
            {tasks.map(({ id, kind, state, createdAt }) =>
              isSchoolTask(kind) ? (
                <li key={id}>
                  <a href={`/ecole/travaux/${id}`}>{schoolTaskTitle(t, kind)}</a> ·{' '}
                  {t(`entries:task.state.${state}`)} · {format.dateTime(createdAt)}
                </li>
              ) : null,
            )}
          </ul>
        </>
      )}
    </section>
  );
}
