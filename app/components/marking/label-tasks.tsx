import { useFormat, useLocale, useT } from '#app/i18n/use-t.tsx';
import type { LabelTask } from '#app/queries/office/load-labels-page.server.ts';
import type { MarkedPaper } from '#app/queries/office/load-marker-statistics.server.ts';
import { DataTable } from '../data-table.tsx';
import { EmptyState } from '../empty-state.tsx';
import { StateTag, type Tone } from '../state-tag.tsx';

type Props = {
  readonly tasks: readonly LabelTask[];
  readonly papers: readonly MarkedPaper[];
  readonly sittingId: string;
};

const TONES = {
  waiting: 'progress',
  ready: 'good',
  taken: 'neutral',
  failed: 'bad',
} as const satisfies Record<string, Tone>;

function standOf({ state, ready }: LabelTask): keyof typeof TONES {
  if (state === 'queued' || state === 'running') return 'waiting';
  if (state !== 'done') return 'failed';
  return ready ? 'ready' : 'taken';
}

/** The labels somebody asked for; each ready file is taken by a form of its own, once. */
export function LabelTasks({ tasks, papers, sittingId }: Props) {
  const t = useT();
  const locale = useLocale();
  const format = useFormat();
  const nameOf = ({ paperCode, round, centre }: LabelTask) => {
    const paper = papers.find(({ code }) => code === paperCode)?.name[locale] ?? paperCode;
    const named = round > 1 ? t('scripts:round', { name: paper, round }) : paper;
    return `${named}, ${centre ?? t('scripts:labels.everyCentre')}`;
  };
  return (
    <DataTable
      caption={t('scripts:labels.mine')}
      rows={tasks}
      rowKey={({ id }) => id}
      empty={<EmptyState title={t('scripts:labels.none')} text={t('scripts:labels.noneText')} />}
      columns={[
        { key: 'what', header: t('scripts:labels.what'), heading: true, cell: nameOf },
        {
          key: 'asked',
          header: t('scripts:labels.asked'),
          cell: ({ createdAt }) => format.dateTime(createdAt),
        },
        {
          key: 'count',
          header: t('scripts:labels.count'),
          align: 'end',
          cell: ({ total }) => format.number(total),
        },
        {
          key: 'state',
          header: t('scripts:labels.state'),
          cell: (row) => (
            <StateTag tone={TONES[standOf(row)]} text={t(`scripts:labels.states.${standOf(row)}`)} />
          ),
        },
        {
          key: 'take',
          header: t('scripts:labels.take'),
          cell: (row) =>
            standOf(row) === 'ready' ? (
              <form method="post" action={`/bureau/sessions/${sittingId}/etiquettes/${row.id}/fichier`}>
                <button
                  type="submit"
                  className="button second"
                  aria-label={t('scripts:labels.takeOf', { what: nameOf(row) })}
                >
                  {t('scripts:labels.take')}
                </button>
              </form>
            ) : null,
        },
      ]}
    />
  );
}
