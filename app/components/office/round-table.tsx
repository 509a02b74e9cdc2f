import { type Column, DataTable } from '#app/components/data-table.tsx';
import { StateTag, type Tone } from '#app/components/state-tag.tsx';
import { DateText } from '#app/components/values.tsx';
import type { RoundState } from '#app/domain/deliberation/round-states.ts';
import { useFormat, useT } from '#app/i18n/use-t.tsx';
import type { listRounds } from '#app/queries/rounds/list-rounds.server.ts';

type Row = Awaited<ReturnType<typeof listRounds>>[number];

const TONES: Readonly<Record<RoundState, Tone>> = {
  preparing: 'progress',
  marking: 'progress',
  deliberating: 'progress',
  published: 'good',
  cancelled: 'neutral',
};

export function RoundStateTag({ state }: { state: RoundState }) {
  const t = useT();
  return <StateTag tone={TONES[state]} text={t(`rounds:state.${state}`)} />;
}

export function RoundTable({ sittingId, rounds }: { sittingId: string; rounds: readonly Row[] }) {
  const t = useT();
  const format = useFormat();
  const columns: Column<Row>[] = [
    {
      key: 'number',
      header: t('rounds:numberHead'),
      heading: true,
      cell: ({ number }) => (
        <a href={`/bureau/sessions/${sittingId}/tours/${number}`}>{t('rounds:number', { number })}</a>
      ),
    },
    { key: 'kind', header: t('rounds:kindHead'), cell: ({ kind }) => t(`rounds:kind.${kind}`) },
    { key: 'reason', header: t('rounds:reason'), cell: ({ reason }) => reason },
    { key: 'state', header: t('rounds:stateHead'), cell: ({ state }) => <RoundStateTag state={state} /> },
    {
      key: 'candidates',
      header: t('rounds:candidates'),
      align: 'end',
      cell: ({ candidates }) => format.number(candidates),
    },
    {
      key: 'until',
      header: t('rounds:until'),
      cell: ({ choicesUntil }) =>
        choicesUntil ? <DateText value={new Date(choicesUntil)} style="time" /> : null,
    },
  ];
  return (
    <DataTable
      caption={t('rounds:caption')}
      captionHidden
      columns={columns}
      rows={rounds}
      rowKey={({ id }) => id}
    />
  );
}
