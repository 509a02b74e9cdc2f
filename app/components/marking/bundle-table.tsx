import type { BundleState } from '#app/domain/marking/states.ts';
import { useLocale, useT } from '#app/i18n/use-t.tsx';
import type { BundleLine, SittingBundles } from '#app/queries/marker/list-sitting-bundles.server.ts';
import { DataTable } from '../data-table.tsx';
import { EmptyState } from '../empty-state.tsx';
import { StateTag, type Tone } from '../state-tag.tsx';
import { bundleName } from './bundle-name.ts';

const TONES: Readonly<Record<BundleState, Tone>> = {
  prepared: 'neutral',
  handedOut: 'progress',
  closed: 'good',
};
const PASSES = ['first', 'second', 'third'] as const;

type Props = Pick<SittingBundles, 'lines' | 'papers'> & { readonly sittingId: string };

/** A page of bundles, each with a box to choose it for the actions below. */
export function BundleTable({ lines, papers, sittingId }: Props) {
  const t = useT();
  const locale = useLocale();
  const nameOf = ({ paper, number, round }: BundleLine) => {
    const named = papers.find(({ code }) => code === paper)?.name[locale] ?? paper;
    return bundleName(t, { paper: named, number, round });
  };
  return (
    <DataTable
      caption={t('marking:office.list')}
      captionHidden
      rows={lines}
      rowKey={({ id }) => id}
      empty={<EmptyState title={t('marking:office.none')} text={t('marking:office.noneText')} />}
      columns={[
        {
          key: 'choose',
          header: t('marking:office.choose'),
          cell: (row) => (
            <input
              type="checkbox"
              name="bundle"
              value={row.id}
              aria-label={t('marking:office.chooseOf', { bundle: nameOf(row) })}
              disabled={row.state === 'closed'}
            />
          ),
        },
        {
          key: 'bundle',
          header: t('marking:mine.bundle'),
          heading: true,
          cell: (row) => <a href={`/bureau/sessions/${sittingId}/lots/${row.id}`}>{nameOf(row)}</a>,
        },
        { key: 'packet', header: t('scripts:packet.column'), cell: (row) => <Packet line={row} /> },
        {
          key: 'state',
          header: t('marking:office.state'),
          cell: ({ state }) => <StateTag tone={TONES[state]} text={t(`marking:bundleState.${state}`)} />,
        },
        { key: 'scripts', header: t('marking:office.scripts'), align: 'end', cell: ({ scripts }) => scripts },
        { key: 'agreed', header: t('marking:office.agreed'), align: 'end', cell: ({ agreed }) => agreed },
        {
          key: 'disagreed',
          header: t('marking:office.disagreed'),
          align: 'end',
          cell: ({ disagreed }) =>
            disagreed > 0 ? <StateTag tone="warn" text={String(disagreed)} /> : disagreed,
        },
        { key: 'markers', header: t('marking:office.markers'), cell: (row) => <Markers line={row} /> },
      ]}
    />
  );
}

/** Where the packet is; a count that was not the bundle's stands out. */
function Packet({ line: { packet } }: { line: BundleLine }) {
  const t = useT();
  const flag = packet.flagged ? ` · ${t('scripts:packet.flagged')}` : '';
  if (packet.where === 'out')
    return <StateTag tone="warn" text={`${t('scripts:packet.out', { name: packet.signedAs })}${flag}`} />;
  const text = `${t(`scripts:packet.${packet.where}`)}${flag}`;
  return packet.flagged ? <StateTag tone="warn" text={text} /> : text;
}

function Markers({ line }: { line: BundleLine }) {
  const t = useT();
  return (
    <>
      {line.markers.map(({ pass, name }) => (
        <div key={pass}>
          {t('marking:office.markerLine', { pass: t(`marking:pass.${PASSES[pass - 1] ?? 'third'}`), name })}
        </div>
      ))}
    </>
  );
}
