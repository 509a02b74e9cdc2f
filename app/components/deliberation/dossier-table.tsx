import { formatCode } from '#app/domain/anonymity/code.ts';
import { DOSSIERS_PER_PAGE, type DossierLine } from '#app/domain/deliberation/dossier-lists.ts';
import type { Decision } from '#app/domain/regulation/schema.ts';
import { useFormat, useT } from '#app/i18n/use-t.tsx';
import { type Column, DataTable } from '../data-table.tsx';
import { EmptyState } from '../empty-state.tsx';
import { Pagination } from '../pagination.tsx';
import { DecisionTag } from '../results/decision-tag.tsx';
import { StateTag } from '../state-tag.tsx';

type Props = {
  readonly here: string;
  readonly caption: string;
  readonly lines: readonly DossierLine[];
  readonly total: number;
  readonly page: number;
  readonly hrefOf: (page: number) => string;
  /** The average's heading: the address of the other order, and the order now. */
  readonly sort: { readonly href: string; readonly sorted: 'ascending' | 'descending' | undefined };
  readonly honoursName: (code: string) => string;
  /** In a rescue band: which rescue, and whether boxes to choose are offered. */
  readonly rescue?: {
    readonly decision: Decision;
    readonly choose: boolean;
    readonly chosen: readonly string[];
  };
};

/** Dossiers by code, with average and decision; in a rescue band with a box to choose each. */
export function DossierTable(props: Props) {
  const { here, caption, lines, total, page, hrefOf } = props;
  const t = useT();
  return (
    <>
      <DataTable
        caption={caption}
        rows={lines}
        rowKey={({ dossier }) => dossier}
        empty={<EmptyState title={t('marking:jury.noDossier')} />}
        columns={useColumns(props, here)}
      />
      <Pagination page={page} pageSize={DOSSIERS_PER_PAGE} total={total} hrefOf={hrefOf} />
    </>
  );
}

function useColumns(
  { sort, rescue, lines, honoursName }: Props,
  here: string,
): readonly Column<DossierLine>[] {
  const t = useT();
  const format = useFormat();
  const several = new Set(lines.map(({ series }) => series)).size > 1;
  const columns: Column<DossierLine>[] = [
    {
      key: 'code',
      header: t('marking:jury.code'),
      heading: true,
      cell: ({ dossier }) => <a href={`${here}/dossiers/${dossier}`}>{formatCode(dossier)}</a>,
    },
    {
      key: 'average',
      header: t('marking:jury.average'),
      align: 'end',
      sortHref: sort.href,
      ...(sort.sorted ? { sorted: sort.sorted } : {}),
      cell: ({ average }) => (average === null ? '' : format.mark(average)),
    },
    {
      key: 'decision',
      header: t('marking:jury.decision'),
      cell: ({ decision, kind, honours }) => (
        <>
          <DecisionTag decision={decision} byJury={kind !== null} />
          {honours === null ? null : <span className="small"> {honoursName(honours)}</span>}
        </>
      ),
    },
  ];
  if (several)
    columns.splice(1, 0, { key: 'series', header: t('deliberation:series'), cell: (row) => row.series });
  return rescue ? [...columns, ...rescueColumns(rescue, t)] : columns;
}

function rescueColumns(
  { decision, choose, chosen }: NonNullable<Props['rescue']>,
  t: ReturnType<typeof useT>,
): readonly Column<DossierLine>[] {
  const mayBe = ({ rescuable, kind }: DossierLine) => kind === null && rescuable.includes(decision);
  const condition: Column<DossierLine> = {
    key: 'rescuable',
    header: t('deliberation:band.rescue', { decision: t(`states:decision.${decision}`) }),
    cell: (row) =>
      row.kind !== null ? (
        ''
      ) : (
        <StateTag
          tone={mayBe(row) ? 'progress' : 'neutral'}
          text={t(mayBe(row) ? 'deliberation:rescuable' : 'deliberation:notRescuable')}
        />
      ),
  };
  if (!choose) return [condition];
  const box: Column<DossierLine> = {
    key: 'select',
    header: t('deliberation:select'),
    cell: (row) =>
      mayBe(row) ? (
        <input
          type="checkbox"
          name="chosen"
          form="rescue-many"
          value={row.dossier}
          defaultChecked={chosen.includes(row.dossier)}
          aria-label={t('deliberation:selectOne', { code: formatCode(row.dossier) })}
        />
      ) : (
        ''
      ),
  };
  return [condition, box];
}
