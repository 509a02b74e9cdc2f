import { type Column, DataTable } from '#app/components/data-table.tsx';
import { ENTRY_STATES } from '#app/domain/registration/states.ts';
import { useFormat, useT } from '#app/i18n/use-t.tsx';
import type { Figure, SittingFigures as Figures } from '#app/queries/office/load-sitting.server.ts';

/** The same entries counted four ways; each table ends with the same total. */
export function SittingFigures({ figures }: { figures: Figures }) {
  const t = useT();
  const format = useFormat();
  const states = Object.fromEntries(ENTRY_STATES.map((state) => [state, t(`states:entry.${state}`)]));
  const sexes = { F: t('office:entry.sexF'), M: t('office:entry.sexM') };
  const parts = [
    { by: 'state', rows: figures.byState, names: states },
    { by: 'sex', rows: figures.bySex, names: sexes },
    { by: 'series', rows: figures.bySeries, names: {} },
    { by: 'region', rows: figures.byRegion, names: {} },
  ] as const;
  if (figures.total === 0) return null;
  return (
    <section>
      <h2>{t('office:sitting.figures')}</h2>
      <p>{t('office:sitting.figuresText', { total: format.number(figures.total) })}</p>
      <div className="pair">
        {parts.map(({ by, rows, names }) => (
          <FigureTable key={by} by={by} rows={rows} names={names} total={figures.total} />
        ))}
      </div>
    </section>
  );
}

type TableProps = {
  readonly by: 'state' | 'sex' | 'series' | 'region';
  readonly rows: readonly Figure[];
  readonly names: Readonly<Record<string, string>>;
  readonly total: number;
};

function FigureTable({ by, rows, names, total }: TableProps) {
  const t = useT();
  const format = useFormat();
  const columns: Column<Figure>[] = [
    {
      key: 'name',
      header: by === 'sex' ? t('office:entry.sex') : t(`office:filter.${by}`),
      heading: true,
      cell: ({ key, name }) => names[key] ?? name ?? t('office:sitting.unknown'),
    },
    {
      key: 'count',
      header: t('office:sitting.count'),
      align: 'end',
      cell: ({ count }) => format.number(count),
    },
    {
      key: 'share',
      header: t('office:sitting.share'),
      align: 'end',
      cell: ({ count }) => format.percent(count / total),
    },
  ];
  const sum = rows.reduce((all, { count }) => all + count, 0);
  return (
    <DataTable
      caption={t(`office:sitting.by.${by}`)}
      narrow="scroll"
      columns={columns}
      rows={rows}
      rowKey={({ key }) => key}
      foot={[t('office:sitting.sum'), format.number(sum), format.percent(sum / total)]}
    />
  );
}
