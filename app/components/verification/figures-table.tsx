import { ANSWER_GROUPS, type Figures } from '#app/domain/verification/day-figures.ts';
import { useFormat, useT } from '#app/i18n/use-t.tsx';
import { DataTable } from '../data-table.tsx';
import { EmptyState } from '../empty-state.tsx';

type Row = Figures & { readonly name: string };
type Props = { readonly caption: string; readonly header: string; readonly rows: readonly Row[] };

/** Figures of each day or door, with a bar beside them that draws the same. */
export function FiguresTable({ caption, header, rows }: Props) {
  const t = useT();
  const format = useFormat();
  const most = Math.max(1, ...rows.map(({ total }) => total));
  return (
    <DataTable
      caption={caption}
      captionHidden
      narrow="scroll"
      rows={rows}
      rowKey={({ name }) => name}
      empty={<EmptyState title={t('checks:office.none')} />}
      columns={[
        { key: 'name', header, heading: true, cell: ({ name }) => name },
        {
          key: 'total',
          header: t('checks:office.total'),
          align: 'end',
          cell: ({ total }) => format.number(total),
        },
        ...ANSWER_GROUPS.map((group) => ({
          key: group,
          header: t(`checks:office.${group}`),
          align: 'end' as const,
          cell: (row: Row) => format.number(row[group]),
        })),
        { key: 'bar', header: t('checks:office.bars'), cell: (row) => <Bar row={row} most={most} /> },
      ]}
    />
  );
}

/** As long as its total beside the longest, in parts: the figures in the row say the same. */
function Bar({ row, most }: { row: Row; most: number }) {
  const widths = ANSWER_GROUPS.map((group) => (row[group] / most) * 100);
  return (
    <svg
      className="share parts"
      viewBox="0 0 100 10"
      preserveAspectRatio="none"
      aria-hidden="true"
      focusable="false"
    >
      <rect className="ground" width="100" height="10" />
      {ANSWER_GROUPS.map((group, at) => (
        <rect
          key={group}
          className={group}
          x={widths.slice(0, at).reduce((sum, width) => sum + width, 0)}
          width={widths[at]}
          height="10"
        />
      ))}
    </svg>
  );
}
