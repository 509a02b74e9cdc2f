import { DataTable } from '#app/components/data-table.tsx';
import { DateText } from '#app/components/values.tsx';
import type { DocumentKind, DocumentStatus } from '#app/domain/documents/kinds.ts';
import { useT } from '#app/i18n/use-t.tsx';

type Waiting = {
  readonly id: string;
  readonly documentId: string;
  readonly number: string;
  readonly kind: DocumentKind;
  readonly status: DocumentStatus;
  readonly name: string;
  readonly at: Date;
};

/** What waits for a second person, the oldest first. */
export function WaitingChanges({ waiting }: { waiting: readonly Waiting[] }) {
  const t = useT();
  if (waiting.length === 0) return null;
  return (
    <section aria-labelledby="attente">
      <h2 id="attente">{t('documentLife:waiting.title')}</h2>
      <DataTable
        caption={t('documentLife:waiting.title')}
        captionHidden
        rows={waiting}
        rowKey={({ id }) => id}
        columns={[
          {
            key: 'number',
            header: t('office:documents.number'),
            heading: true,
            cell: ({ documentId, number }) => <a href={`/bureau/documents/${documentId}`}>{number}</a>,
          },
          {
            key: 'kind',
            header: t('office:documents.kind'),
            cell: ({ kind }) => t(`documents:kind.${kind}`),
          },
          {
            key: 'what',
            header: t('office:document.change'),
            cell: ({ name, status }) =>
              t('documentLife:waiting.text', { name, what: t(`documentLife:waiting.what.${status}`) }),
          },
          {
            key: 'at',
            header: t('documentLife:waiting.since'),
            cell: ({ at }) => <DateText value={at} style="time" />,
          },
        ]}
      />
    </section>
  );
}
