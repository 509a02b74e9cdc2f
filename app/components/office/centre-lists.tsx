import { DataTable } from '#app/components/data-table.tsx';
import { useFormat, useT } from '#app/i18n/use-t.tsx';

type Centre = {
  readonly id: string;
  readonly name: string;
  readonly region: string;
  readonly candidates: number;
};
type Props = {
  readonly sittingId: string;
  readonly centres: readonly Centre[];
  readonly hasTimetable: boolean;
};

/** What is printed for each centre before the papers. */
export function CentreLists({ sittingId, centres, hasTimetable }: Props) {
  const t = useT();
  const format = useFormat();
  if (centres.length === 0) return null;
  const href = (id: string, file: string) => `/bureau/sessions/${sittingId}/centres/${id}/${file}.pdf`;
  return (
    <section>
      <h2>{t('centreLists:title')}</h2>
      <p>{t(hasTimetable ? 'centreLists:lead' : 'centreLists:noTimetable')}</p>
      <DataTable
        caption={t('centreLists:caption')}
        captionHidden
        rows={centres}
        rowKey={({ id }) => id}
        columns={[
          { key: 'centre', header: t('centreLists:centre'), heading: true, cell: ({ name }) => name },
          { key: 'region', header: t('centreLists:region'), cell: ({ region }) => region },
          {
            key: 'candidates',
            header: t('centreLists:candidates'),
            align: 'end',
            cell: ({ candidates }) => format.number(candidates),
          },
          ...(hasTimetable
            ? [
                {
                  key: 'attendance',
                  header: t('centreLists:attendance'),
                  cell: ({ id }: Centre) => (
                    <a href={href(id, 'emargement')}>{t('centreLists:attendance')}</a>
                  ),
                },
              ]
            : []),
          {
            key: 'list',
            header: t('centreLists:list'),
            cell: ({ id }) => <a href={href(id, 'liste')}>{t('centreLists:list')}</a>,
          },
        ]}
      />
    </section>
  );
}
