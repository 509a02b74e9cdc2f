import type { MarkRow } from '#app/domain/publication/mark-rows.ts';
import { useFormat, useLocale, useT } from '#app/i18n/use-t.tsx';
import { DataTable } from '../data-table.tsx';
import { Mark } from '../values.tsx';

type Props = {
  readonly rows: readonly MarkRow[];
  /** Hundredths. */
  readonly total: number | null;
  readonly coefficients: number;
};

/** Marks, coefficients and points of one candidate, with their total. */
export function MarkTable({ rows, total, coefficients }: Props) {
  const t = useT();
  const format = useFormat();
  const locale = useLocale();
  const decimal = (text: string | null) =>
    text === null ? '' : locale === 'fr' ? text.replace('.', ',') : text;
  const [first] = rows;
  const maximum = first && rows.every((row) => row.maximum === first.maximum) ? first.maximum : null;
  return (
    <DataTable
      caption={t('results:sheet.marks')}
      narrow="scroll"
      rows={rows}
      rowKey={({ paper }) => paper}
      columns={[
        { key: 'paper', header: t('results:sheet.paper'), heading: true, cell: ({ name }) => name[locale] },
        {
          key: 'mark',
          header: maximum === null ? t('results:sheet.mark') : t('results:sheet.markOutOf', { maximum }),
          align: 'end',
          cell: (row) =>
            maximum === null ? (
              <Mark mark={row.mark} maximum={Number(row.maximum)} />
            ) : (
              <Mark mark={row.mark} />
            ),
        },
        {
          key: 'coefficient',
          header: t('results:sheet.coefficient'),
          align: 'end',
          cell: ({ coefficient }) => decimal(coefficient),
        },
        {
          key: 'points',
          header: t('results:sheet.points'),
          align: 'end',
          cell: ({ points }) => decimal(points),
        },
      ]}
      {...(total === null
        ? {}
        : {
            foot: [t('results:sheet.total'), '', format.number(coefficients / 100), format.mark(total)],
          })}
    />
  );
}
