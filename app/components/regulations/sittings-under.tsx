import { SubmitButton } from '#app/components/buttons.tsx';
import { DataTable } from '#app/components/data-table.tsx';
import { EmptyState } from '#app/components/empty-state.tsx';
import type { Bilingual } from '#app/domain/regulation/schema.ts';
import type { SittingState } from '#app/domain/sitting/states.ts';
import { useFormat, useLocale, useT } from '#app/i18n/use-t.tsx';

type Sitting = {
  readonly id: string;
  readonly name: Bilingual;
  readonly state: SittingState;
  readonly versionId: string;
};
type Version = { readonly id: string; readonly version: number; readonly createdAt: Date };
type Props = {
  readonly sittings: readonly Sitting[];
  readonly versionId: string;
  readonly version: number;
  readonly versions: readonly Version[];
};

/** The sittings of a regulation with the version each runs under; one still being prepared may take this one. */
export function SittingsUnder({ sittings, versionId, version, versions }: Props) {
  const t = useT();
  const locale = useLocale();
  const format = useFormat();
  const numberOf = new Map(versions.map((one) => [one.id, one.version]));
  const action = ({ id, state, versionId: own }: Sitting) => {
    if (state !== 'draft') return t('regulations:sittings.frozen');
    if (own === versionId) return t('regulations:sittings.current');
    return (
      <form method="post">
        <input type="hidden" name="sittingId" value={id} />
        <SubmitButton
          kind="second"
          name="intent"
          value="choose"
          text={t('regulations:sittings.choose', { version })}
        />
      </form>
    );
  };
  return (
    <section aria-labelledby="sittings">
      <h2 id="sittings">{t('regulations:sittings.title')}</h2>
      <DataTable
        caption={t('regulations:sittings.title')}
        captionHidden
        rows={sittings}
        rowKey={({ id }) => id}
        empty={<EmptyState title={t('regulations:sittings.none')} />}
        columns={[
          {
            key: 'name',
            header: t('regulations:sittings.name'),
            heading: true,
            cell: ({ name }) => name[locale],
          },
          {
            key: 'state',
            header: t('regulations:sittings.state'),
            cell: ({ state }) => t(`states:sitting.${state}`),
          },
          {
            key: 'version',
            header: t('regulations:sittings.version'),
            cell: (one) => t('regulations:version', { version: numberOf.get(one.versionId) ?? '' }),
          },
          { key: 'action', header: '', cell: action },
        ]}
      />
      <h3>{t('regulations:otherVersions')}</h3>
      <ul>
        {versions.map((one) => (
          <li key={one.id}>
            <a href={`/bureau/reglements/${one.id}`} aria-current={one.id === versionId ? 'page' : undefined}>
              {t('regulations:kept', { version: one.version, date: format.date(one.createdAt) })}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
