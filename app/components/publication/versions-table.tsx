import type { PublicationStatistics } from '#app/domain/publication/public-statistics.ts';
import { useFormat, useT } from '#app/i18n/use-t.tsx';
import { DataTable } from '../data-table.tsx';
import { StateTag, type Tone } from '../state-tag.tsx';

export type VersionFacts = {
  readonly version: number;
  readonly state: 'read' | 'waiting' | 'earlier' | 'neverRead';
  readonly digest: string;
  readonly fileDigest: string | null;
  readonly reason: string | null;
  readonly publishedAt: Date;
  readonly preparedBy: string;
  readonly confirmedBy: string;
  readonly statistics: PublicationStatistics;
};

const TONES: Readonly<Record<VersionFacts['state'], Tone>> = {
  read: 'good',
  waiting: 'progress',
  earlier: 'neutral',
  neverRead: 'warn',
};

export function VersionsTable({ versions }: { versions: readonly VersionFacts[] }) {
  const t = useT();
  const format = useFormat();
  return (
    <DataTable
      caption={t('results:publication.versions')}
      captionHidden
      rows={versions}
      rowKey={({ version }) => String(version)}
      empty={<p>{t('results:publication.none')}</p>}
      columns={[
        {
          key: 'version',
          header: t('results:publication.version'),
          heading: true,
          cell: ({ version }) => version,
        },
        {
          key: 'state',
          header: t('publishing:versions.state'),
          cell: ({ state }) => <StateTag tone={TONES[state]} text={t(`publishing:versions.${state}`)} />,
        },
        {
          key: 'at',
          header: t('results:publication.publishedAt'),
          cell: ({ publishedAt }) => format.dateTime(publishedAt),
        },
        {
          key: 'people',
          header: t('results:publication.people'),
          cell: ({ preparedBy, confirmedBy }) => `${preparedBy}, ${confirmedBy}`,
        },
        { key: 'why', header: t('results:publication.why'), cell: ({ reason }) => reason ?? '' },
        {
          key: 'digest',
          header: t('results:publication.digest'),
          cell: ({ digest }) => <code title={digest}>{digest.slice(0, 16)}</code>,
        },
        {
          key: 'file',
          header: t('publishing:fileDigest'),
          cell: ({ fileDigest }) =>
            fileDigest ? (
              <code title={fileDigest}>{fileDigest.slice(0, 16)}</code>
            ) : (
              t('publishing:versions.fileMissing')
            ),
        },
      ]}
    />
  );
}

type ReleaseFacts = {
  readonly version: number;
  readonly kind: 'release' | 'rollBack';
  readonly reason: string | null;
  readonly by: string;
  readonly at: Date;
};

/** What everyone has read and since when; only worth showing once it has changed. */
export function ReleaseHistory({ releases }: { releases: readonly ReleaseFacts[] }) {
  const t = useT();
  const format = useFormat();
  if (releases.length < 2) return null;
  return (
    <DataTable
      caption={t('publishing:versions.history')}
      rows={releases.map((line, i) => ({ ...line, place: i }))}
      rowKey={({ place }) => String(place)}
      columns={[
        {
          key: 'version',
          header: t('results:publication.version'),
          heading: true,
          cell: ({ version }) => version,
        },
        {
          key: 'kind',
          header: t('publishing:versions.kind'),
          cell: ({ kind }) => t(`publishing:versions.${kind}`),
        },
        {
          key: 'at',
          header: t('publishing:versions.at'),
          cell: ({ at }) => format.dateTime(at),
        },
        { key: 'why', header: t('results:publication.why'), cell: ({ reason }) => reason ?? '' },
      ]}
    />
  );
}
