import { type Column, DataTable } from '#app/components/data-table.tsx';
import { EmptyState } from '#app/components/empty-state.tsx';
import { DateText } from '#app/components/values.tsx';
import { useFormat, useLocale, useT } from '#app/i18n/use-t.tsx';
import type { HandOverFilter, HandOverRow } from '#app/queries/documents/list-hand-overs.server.ts';

type State = HandOverFilter['state'];

/** By centre and table number, as the printed documents lie. */
export function HandOverTable({ rows, state }: { rows: readonly HandOverRow[]; state: State }) {
  const t = useT();
  const locale = useLocale();
  const columns: Column<HandOverRow>[] = [
    {
      key: 'number',
      header: t('documentLife:handOver.number'),
      heading: true,
      cell: ({ id, number }) => <a href={`/bureau/remises/${id}`}>{number}</a>,
    },
    {
      key: 'kind',
      header: t('documentLife:handOver.kind'),
      cell: ({ kind }) => t(`documents:kind.${kind}`),
    },
    {
      key: 'holder',
      header: t('documentLife:handOver.holder'),
      cell: ({ surname, givenNames }) => `${surname ?? ''} ${givenNames ?? ''}`,
    },
    { key: 'table', header: t('documentLife:handOver.table'), cell: ({ tableNumber }) => tableNumber ?? '–' },
    { key: 'centre', header: t('documentLife:handOver.centre'), cell: ({ centre }) => centre ?? '–' },
    {
      key: 'sitting',
      header: t('documentLife:handOver.sitting'),
      cell: ({ sittingName }) => sittingName[locale],
    },
  ];
  const collected: Column<HandOverRow> = {
    key: 'collected',
    header: t('documentLife:handOver.collectedOn'),
    cell: ({ handedAt, collector }) =>
      handedAt ? (
        <>
          <DateText value={handedAt} style="short" /> {collector}
        </>
      ) : null,
  };
  return (
    <DataTable
      caption={t('documentLife:handOver.title')}
      captionHidden
      columns={state === 'collected' ? [...columns, collected] : columns}
      rows={rows}
      rowKey={({ id }) => id}
      empty={<EmptyState title={t('documentLife:handOver.none')} />}
    />
  );
}

type Counted = { readonly region: string | null; readonly count: number };

/** The count a printed page carries, region by region; one region alone needs none. */
export function WaitingByRegion(props: { state: State; regions: readonly Counted[]; total: number }) {
  const t = useT();
  const format = useFormat();
  const { state, regions, total } = props;
  if (state === 'collected' || regions.length < 2) return null;
  return (
    <DataTable
      caption={t('documentLife:handOver.counts')}
      narrow="scroll"
      rows={regions}
      rowKey={({ region }) => region ?? '–'}
      columns={[
        {
          key: 'region',
          header: t('documentLife:handOver.region'),
          heading: true,
          cell: ({ region }) => region ?? '–',
        },
        {
          key: 'count',
          header: t('documentLife:handOver.waiting'),
          align: 'end',
          cell: ({ count }) => format.number(count),
        },
      ]}
      foot={[t('documentLife:handOver.all'), format.number(total)]}
    />
  );
}
