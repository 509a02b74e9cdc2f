import type { ToldMarks as Told } from '#app/http/results/tell-marks.ts';
import { useT } from '#app/i18n/use-t.tsx';
import { DataTable } from '../data-table.tsx';

/** Marks, coefficients and points of one candidate, with their total, each already written as it is read. */
export function ToldMarks({ rows, maximum, total }: Told) {
  const t = useT();
  return (
    <DataTable
      caption={t('results:sheet.marks')}
      narrow="scroll"
      rows={rows}
      rowKey={({ paper }) => paper}
      columns={[
        { key: 'paper', header: t('results:sheet.paper'), heading: true, cell: ({ name }) => name },
        {
          key: 'mark',
          header: maximum === null ? t('results:sheet.mark') : t('results:sheet.markOutOf', { maximum }),
          align: 'end',
          cell: ({ mark }) => <span className="num">{mark}</span>,
        },
        {
          key: 'coefficient',
          header: t('results:sheet.coefficient'),
          align: 'end',
          cell: ({ coefficient }) => coefficient,
        },
        { key: 'points', header: t('results:sheet.points'), align: 'end', cell: ({ points }) => points },
      ]}
      {...(total ? { foot: [t('results:sheet.total'), '', total.coefficients, total.points] } : {})}
    />
  );
}
