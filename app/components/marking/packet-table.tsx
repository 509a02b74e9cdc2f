import { useFormat, useT } from '#app/i18n/use-t.tsx';
import type { MovementLine } from '#app/queries/office/load-bundle-page.server.ts';
import { DataTable } from '../data-table.tsx';
import { EmptyState } from '../empty-state.tsx';
import { StateTag } from '../state-tag.tsx';

type Props = { readonly movements: readonly MovementLine[]; readonly scripts: number };

/** What was signed for a packet, the newest first; a count unlike that of the bundle stands out. */
export function PacketTable({ movements, scripts }: Props) {
  const t = useT();
  const format = useFormat();
  return (
    <DataTable
      caption={t('scripts:bundle.signed')}
      rows={movements}
      rowKey={({ id }) => id}
      empty={
        <EmptyState title={t('scripts:bundle.nothingSigned')} text={t('scripts:bundle.nothingSignedText')} />
      }
      columns={[
        { key: 'at', header: t('scripts:bundle.when'), heading: true, cell: ({ at }) => format.dateTime(at) },
        {
          key: 'kind',
          header: t('scripts:bundle.what'),
          cell: ({ kind }) => t(`scripts:bundle.kind.${kind}`),
        },
        { key: 'marker', header: t('scripts:bundle.marker'), cell: ({ marker }) => marker },
        {
          key: 'counted',
          header: t('scripts:bundle.counted'),
          align: 'end',
          cell: ({ scripts: counted }) =>
            counted === scripts ? (
              format.number(counted)
            ) : (
              <StateTag tone="warn" text={t('scripts:bundle.differs', { counted, expected: scripts })} />
            ),
        },
        {
          key: 'signed',
          header: t('scripts:bundle.signedAs'),
          cell: ({ signedAs, recordedBy }) => (
            <>
              {signedAs},{' '}
              {recordedBy === null
                ? t('scripts:bundle.byMarker')
                : t('scripts:bundle.atDesk', { name: recordedBy })}
            </>
          ),
        },
        { key: 'note', header: t('scripts:bundle.note'), cell: ({ note }) => note },
      ]}
    />
  );
}
