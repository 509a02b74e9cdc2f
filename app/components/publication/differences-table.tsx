import type { Difference } from '#app/domain/publication/check-publication.ts';
import { useFormat, useT } from '#app/i18n/use-t.tsx';
import { DataTable } from '../data-table.tsx';

type Props = { readonly differences: readonly Difference[]; readonly count: number };

/** What doesn't follow from the marks: the first of it, and how much there is. By code, never by name. */
export function DifferencesTable({ differences, count }: Props) {
  const t = useT();
  const format = useFormat();
  return (
    <>
      <p>{t('publishing:differences.lead', { count, shown: format.number(differences.length) })}</p>
      <DataTable
        caption={t('publishing:differences.title')}
        rows={differences.map((one, i) => ({ ...one, place: i }))}
        rowKey={({ place }) => String(place)}
        columns={[
          {
            key: 'dossier',
            header: t('publishing:differences.dossier'),
            heading: true,
            cell: ({ dossier }) => <code>{dossier}</code>,
          },
          {
            key: 'field',
            header: t('publishing:differences.field'),
            cell: ({ field, paper }) =>
              paper ? t('publishing:differences.of', { paper }) : t(`publishing:differences.fields.${field}`),
          },
          {
            key: 'stored',
            header: t('publishing:differences.stored'),
            align: 'end',
            cell: ({ stored }) => <code>{stored}</code>,
          },
          {
            key: 'recomputed',
            header: t('publishing:differences.recomputed'),
            align: 'end',
            cell: ({ recomputed }) => <code>{recomputed}</code>,
          },
        ]}
      />
    </>
  );
}
