import { type Column, DataTable } from '#app/components/data-table.tsx';
import { useFormat, useT } from '#app/i18n/use-t.tsx';
import type { HeadcountLine, HeadcountTable as Table } from '#app/queries/followup/load-headcounts.server.ts';
import { lineName } from './line-name.ts';
import { ShareBar } from './share-bar.tsx';

type Props = { readonly table: Table; readonly exportHref: string };

/** One way of counting: girls and boys as parts of each total, the share drawn, and a last line that sums. */
export function HeadcountTable({ table, exportHref }: Props) {
  const t = useT();
  const columns = useColumns(table);
  const foot = useFoot(
    table,
    columns.map(({ key }) => key),
  );
  if (table.rows.length === 0) return null;
  return (
    <section className="headcount">
      <DataTable
        caption={t(`followUp:by.${table.dimension}`)}
        narrow="scroll"
        columns={columns}
        rows={table.rows}
        rowKey={({ key }) => key}
        foot={foot}
      />
      <p>
        <a href={exportHref} download>
          {t('followUp:export')}
        </a>
      </p>
    </section>
  );
}

function useColumns({ dimension, sum }: Table): Column<HeadcountLine>[] {
  const t = useT();
  const format = useFormat();
  const figure = (key: 'girls' | 'boys' | 'unsaid' | 'total', header: string): Column<HeadcountLine> => ({
    key,
    header,
    align: 'end',
    cell: (line) => format.number(line[key]),
  });
  const named = dimension === 'school' || dimension === 'commune';
  return [
    {
      key: 'name',
      header: t(`followUp:of.${dimension}`),
      heading: true,
      cell: (line) => (
        <>
          {lineName(t, dimension, line)}
          {named && line.place ? <small> {line.place}</small> : null}
        </>
      ),
    },
    ...(dimension === 'sex'
      ? []
      : [
          figure('girls', t('followUp:girls')),
          figure('boys', t('followUp:boys')),
          ...(sum.unsaid > 0 ? [figure('unsaid', t('followUp:sexUnsaid'))] : []),
        ]),
    figure('total', t('followUp:total')),
    {
      key: 'share',
      header: t('followUp:share'),
      align: 'end',
      cell: (line) => (
        <>
          {format.percent(line.total / Math.max(1, sum.total))}
          <ShareBar share={line.total / Math.max(1, sum.total)} />
        </>
      ),
    },
  ];
}

function useFoot({ sum }: Table, keys: readonly string[]): string[] {
  const t = useT();
  const format = useFormat();
  const cells: Readonly<Record<string, string>> = {
    name: t('followUp:sum'),
    girls: format.number(sum.girls),
    boys: format.number(sum.boys),
    unsaid: format.number(sum.unsaid),
    total: format.number(sum.total),
    share: format.percent(1),
  };
  return keys.map((key) => cells[key] ?? '');
}
