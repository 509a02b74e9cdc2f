import { DataTable } from '#app/components/data-table.tsx';
import { useReasonText, useT } from '#app/i18n/use-t.tsx';
import type { RefusedCandidate } from '#app/queries/office/load-issuing-page.server.ts';

/** Who could not be given a document, why, and where it is put right. */
export function IssuingRefused({ rows }: { readonly rows: readonly RefusedCandidate[] }) {
  const t = useT();
  const say = useReasonText();
  return (
    <>
      <DataTable
        caption={t('issuing:refusals.title')}
        rows={rows}
        rowKey={({ entryId, kind }) => `${entryId} ${kind}`}
        columns={[
          {
            key: 'candidate',
            header: t('issuing:refusals.candidate'),
            heading: true,
            cell: ({ entryId, candidate }) => <a href={`/bureau/dossiers/${entryId}`}>{candidate}</a>,
          },
          {
            key: 'table',
            header: t('issuing:refusals.table'),
            cell: ({ tableNumber }) => tableNumber ?? '',
          },
          { key: 'kind', header: t('issuing:packs.kind'), cell: ({ kind }) => t(`issuing:kind.${kind}`) },
          {
            key: 'why',
            header: t('issuing:refusals.why'),
            cell: ({ reason, detail }) => say({ reason, detail }),
          },
        ]}
      />
      <p className="small">{t('issuing:refusals.after')}</p>
    </>
  );
}
