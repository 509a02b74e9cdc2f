import { type Column, DataTable } from '#app/components/data-table.tsx';
import { EmptyState } from '#app/components/empty-state.tsx';
import { DateText } from '#app/components/values.tsx';
import { useFormat, useLocale, useT } from '#app/i18n/use-t.tsx';
import type { listSittings } from '#app/queries/office/load-sitting.server.ts';
import { SittingState } from './state-tags.tsx';

type Row = Awaited<ReturnType<typeof listSittings>>[number];

export function SittingTable({ sittings }: { sittings: readonly Row[] }) {
  const t = useT();
  const format = useFormat();
  const locale = useLocale();
  const columns: Column<Row>[] = [
    {
      key: 'name',
      header: t('office:filter.sitting'),
      heading: true,
      cell: ({ id, name }) => <a href={`/bureau/sessions/${id}`}>{name[locale]}</a>,
    },
    {
      key: 'state',
      header: t('office:filter.state'),
      cell: ({ state }) => <SittingState state={state} />,
    },
    {
      key: 'closes',
      header: t('office:sittings.closes'),
      cell: ({ entriesCloseAt }) => <DateText value={entriesCloseAt} style="short" />,
    },
    {
      key: 'starts',
      header: t('office:sittings.starts'),
      cell: ({ examStartsOn }) => <DateText value={examStartsOn} style="short" />,
    },
    {
      key: 'entries',
      header: t('office:sittings.entries'),
      align: 'end',
      cell: ({ entries }) => format.number(entries),
    },
  ];
  return (
    <DataTable
      caption={t('office:sittings.caption')}
      captionHidden
      columns={columns}
      rows={sittings}
      rowKey={({ id }) => id}
      empty={<EmptyState title={t('office:sittings.none')} />}
    />
  );
}
