import type { FormProblem } from '#app/http/forms.ts';
import { useFormat, useReasonText, useT } from '#app/i18n/use-t.tsx';
import type { DraftView, SeriesNames } from '#app/queries/results/load-publication-page.server.ts';
import { SubmitButton } from '../buttons.tsx';
import { CheckboxGroup } from '../choice-fields.tsx';
import { Notice } from '../notice.tsx';
import { TaskProgress } from '../task-progress.tsx';
import { DifferencesTable } from './differences-table.tsx';
import { PublicationFigures } from './publication-figures.tsx';

type Props = {
  readonly draft: DraftView;
  readonly series: SeriesNames;
  readonly me: string;
  readonly problem: FormProblem | undefined;
};

const HEADINGS = {
  building: 'publishing:building',
  prepared: 'results:publication.draft',
  confirmed: 'publishing:waiting',
  refused: 'publishing:refused',
} as const;

/** What is under way, or what stopped it: by state, with what the second person reads before confirming. */
export function DraftPanel({ draft, series, me, problem }: Props) {
  const t = useT();
  const { state } = draft;
  if (state === 'released' || state === 'putAside') return null;
  return (
    <section aria-labelledby="draft">
      <h2 id="draft">{t(HEADINGS[state])}</h2>
      <Who draft={draft} />
      {state === 'building' ? <Building draft={draft} /> : null}
      {state === 'refused' ? <Refused draft={draft} /> : null}
      {state === 'prepared' ? <Prepared draft={draft} series={series} me={me} problem={problem} /> : null}
      {state === 'confirmed' ? <Confirmed draft={draft} series={series} /> : null}
      {state === 'prepared' || state === 'confirmed' ? <GiveUp draft={draft} /> : null}
    </section>
  );
}

function Who({ draft }: { draft: DraftView }) {
  const t = useT();
  const format = useFormat();
  const at = (date: Date) => format.dateTime(date);
  const { preparedBy, preparedAt, confirmedBy, confirmedAt, releasesAt, schoolsFrom, reason, state } = draft;
  return (
    <>
      <p>
        {t('results:publication.draftBy', { name: preparedBy, date: at(preparedAt) })}
        {reason ? ` · ${reason}` : ''}
        {confirmedBy && confirmedAt ? (
          <>
            <br />
            {t('publishing:confirmedBy', { name: confirmedBy, date: at(confirmedAt) })}
          </>
        ) : null}
      </p>
      {state === 'refused' ? null : (
        <p>
          <b>
            {releasesAt ? t('publishing:releases', { date: at(releasesAt) }) : t('publishing:releasesNow')}
          </b>
          {schoolsFrom ? ` ${t('publishing:schools', { date: at(schoolsFrom) })}` : ''}
        </p>
      )}
    </>
  );
}

function Building({ draft: { task, id } }: { draft: DraftView }) {
  const t = useT();
  return (
    <>
      <p>{t('publishing:buildingText')}</p>
      {task ? <TaskProgress task={task} label={t('publishing:progress')} stop={false} /> : null}
      <form method="post">
        <input type="hidden" name="draft" value={id} />
        <SubmitButton kind="danger" name="do" value="putAside" text={t('publishing:stop')} />
      </form>
    </>
  );
}

function Refused({ draft: { failure } }: { draft: DraftView }) {
  const t = useT();
  const reasonText = useReasonText();
  if (!failure) return null;
  const { differences = [], detail } = failure;
  return (
    <>
      <Notice tone="bad" title={reasonText(failure)}>
        <p>{t('publishing:refusedText')}</p>
      </Notice>
      {differences.length > 0 ? (
        <DifferencesTable
          differences={differences}
          count={Number(detail?.differences ?? differences.length)}
        />
      ) : null}
    </>
  );
}

function Digests({ draft: { digest, fileDigest } }: { draft: DraftView }) {
  const t = useT();
  return (
    <p className="small">
      {t('results:publication.digest')} <code>{digest}</code>
      <br />
      {t('publishing:fileDigest')} <code>{fileDigest}</code>
    </p>
  );
}

function Prepared({ draft, series, me, problem }: Props) {
  const t = useT();
  const error = problem?.errors.sure;
  return (
    <>
      <Digests draft={draft} />
      {draft.statistics ? <PublicationFigures statistics={draft.statistics} series={series} /> : null}
      {draft.preparedById === me ? (
        <Notice tone="warn">{t('results:publication.samePerson')}</Notice>
      ) : (
        <form method="post">
          <p>{t('results:publication.confirmText')}</p>
          <input type="hidden" name="draft" value={draft.id} />
          <CheckboxGroup
            name="sure"
            label={t('common:action.confirm')}
            {...(error ? { error } : {})}
            choices={[{ value: 'yes', label: t('results:publication.confirmCheck') }]}
          />
          <SubmitButton text={t('results:publication.confirm')} name="do" value="confirm" />
        </form>
      )}
    </>
  );
}

function Confirmed({ draft, series }: Pick<Props, 'draft' | 'series'>) {
  const t = useT();
  const { task, releasesAt, statistics } = draft;
  const writing = task !== null && (task.state === 'queued' || task.state === 'running');
  return (
    <>
      <Digests draft={draft} />
      {writing ? (
        <>
          <p>{t('publishing:writingText')}</p>
          <TaskProgress task={task} label={t('publishing:writing')} stop={false} />
        </>
      ) : null}
      {writing || releasesAt ? null : <Notice>{t('publishing:releaseDue')}</Notice>}
      {statistics ? <PublicationFigures statistics={statistics} series={series} /> : null}
    </>
  );
}

function GiveUp({ draft: { id } }: { draft: DraftView }) {
  const t = useT();
  return (
    <form method="post">
      <input type="hidden" name="draft" value={id} />
      <p className="small">{t('publishing:giveUpText')}</p>
      <SubmitButton kind="danger" name="do" value="putAside" text={t('publishing:giveUp')} />
    </form>
  );
}
