import { DataTable } from '#app/components/data-table.tsx';
import { StateTag } from '#app/components/state-tag.tsx';
import { DateText } from '#app/components/values.tsx';
import type { DocumentKind } from '#app/domain/documents/kinds.ts';
import { useT } from '#app/i18n/use-t.tsx';

type Version = { readonly version: number; readonly at: Date | string; readonly by: string | null };

/** Each version with who saved it and the diploma it made. */
export function StyleHistory({
  versions,
  organisationId,
}: {
  readonly versions: readonly Version[];
  readonly organisationId: string;
}) {
  const t = useT();
  if (versions.length === 0) return null;
  return (
    <section>
      <h2>{t('documentStyle:history.title')}</h2>
      <DataTable
        caption={t('documentStyle:history.caption')}
        captionHidden
        rows={versions}
        rowKey={({ version }) => String(version)}
        columns={[
          {
            key: 'version',
            header: t('documentStyle:history.version'),
            heading: true,
            cell: (row) => row.version,
          },
          {
            key: 'at',
            header: t('documentStyle:history.at'),
            cell: ({ at }) => <DateText value={at} style="time" />,
          },
          {
            key: 'by',
            header: t('documentStyle:history.by'),
            cell: ({ by }) => by ?? t('documentStyle:history.system'),
          },
          {
            key: 'see',
            header: t('documentStyle:specimens.title'),
            cell: ({ version }) => (
              <a
                href={`/bureau/documents/style/apercu/diploma?organisme=${organisationId}&version=${version}`}
              >
                {t('documentStyle:history.see')}
              </a>
            ),
          },
        ]}
      />
    </section>
  );
}

type Template = {
  readonly kind: DocumentKind;
  readonly version: number;
  readonly firstUsedAt: Date | string;
  readonly same: boolean;
};

/** The templates that have served, and whether each still draws as it did. */
export function TemplatesInUse({ templates }: { readonly templates: readonly Template[] }) {
  const t = useT();
  return (
    <section>
      <h2>{t('documentStyle:templates.title')}</h2>
      <p>{templates.length === 0 ? t('documentStyle:templates.none') : t('documentStyle:templates.lead')}</p>
      {templates.length === 0 ? null : (
        <DataTable
          caption={t('documentStyle:templates.caption')}
          captionHidden
          rows={templates}
          rowKey={({ kind, version }) => `${kind}-${version}`}
          columns={[
            {
              key: 'kind',
              header: t('documentStyle:templates.kind'),
              heading: true,
              cell: ({ kind }) => t(`documents:kind.${kind}`),
            },
            { key: 'version', header: t('documentStyle:templates.version'), cell: (row) => row.version },
            {
              key: 'since',
              header: t('documentStyle:templates.since'),
              cell: ({ firstUsedAt }) => <DateText value={firstUsedAt} />,
            },
            {
              key: 'state',
              header: t('documentStyle:templates.state'),
              cell: ({ same }) => (
                <StateTag
                  tone={same ? 'good' : 'bad'}
                  text={t(same ? 'documentStyle:templates.same' : 'documentStyle:templates.changed')}
                />
              ),
            },
          ]}
        />
      )}
    </section>
  );
}
