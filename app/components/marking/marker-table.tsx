import { useFormat, useT } from '#app/i18n/use-t.tsx';
import { DataTable } from '../data-table.tsx';
import { EmptyState } from '../empty-state.tsx';
import { StateTag } from '../state-tag.tsx';

export type MarkerLine = {
  readonly id: string;
  readonly name: string;
  readonly keyed: number;
  readonly absent: number;
  readonly differing: number;
  /** Hundredths; `null` without a mark. */
  readonly mean: number | null;
  readonly spread: number | null;
  readonly position: 'severe' | 'lenient' | 'usual' | 'few';
  readonly bundles: readonly {
    readonly number: number;
    readonly keyed: number;
    readonly mean: number | null;
  }[];
};

/** A line a marker: how much, how high, how spread out, and whether it is unlike the others. */
export function MarkerTable({ lines }: { lines: readonly MarkerLine[] }) {
  const t = useT();
  const format = useFormat();
  const mark = (value: number | null) => (value === null ? '–' : format.mark(value));
  return (
    <DataTable
      caption={t('scripts:statistics.list')}
      rows={lines}
      rowKey={({ id }) => id}
      empty={<EmptyState title={t('scripts:statistics.none')} />}
      columns={[
        { key: 'marker', header: t('scripts:statistics.marker'), heading: true, cell: ({ name }) => name },
        {
          key: 'keyed',
          header: t('scripts:statistics.keyed'),
          align: 'end',
          cell: ({ keyed }) => format.number(keyed),
        },
        { key: 'mean', header: t('scripts:statistics.mean'), align: 'end', cell: ({ mean }) => mark(mean) },
        {
          key: 'spread',
          header: t('scripts:statistics.spread'),
          align: 'end',
          cell: ({ spread }) => mark(spread),
        },
        {
          key: 'absent',
          header: t('scripts:statistics.absent'),
          align: 'end',
          cell: ({ absent, keyed }) =>
            keyed === 0 ? '–' : `${format.number(absent)} (${format.percent(absent / keyed)})`,
        },
        {
          key: 'differing',
          header: t('scripts:statistics.differing'),
          align: 'end',
          cell: ({ differing }) => format.number(differing),
        },
        {
          key: 'position',
          header: t('scripts:statistics.severity'),
          cell: ({ position }) => (
            <StateTag
              tone={position === 'severe' || position === 'lenient' ? 'warn' : 'neutral'}
              text={t(`scripts:statistics.${position}`)}
            />
          ),
        },
        {
          key: 'bundles',
          header: t('scripts:statistics.bundles'),
          cell: ({ bundles }) =>
            bundles.map(({ number, keyed, mean }) => (
              <div key={number}>
                {t('scripts:statistics.bundle', { number })} : {mark(mean)} ({format.number(keyed)})
              </div>
            )),
        },
      ]}
    />
  );
}
