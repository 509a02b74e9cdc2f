import { type Column, DataTable } from '#app/components/data-table.tsx';
import type { RoundKind } from '#app/domain/deliberation/round-states.ts';
import { useLocale, useT } from '#app/i18n/use-t.tsx';
import type { listRoundPeople } from '#app/queries/rounds/load-round-page.server.ts';

type Row = Awaited<ReturnType<typeof listRoundPeople>>['rows'][number];
type Props = {
  readonly page: {
    readonly sitting: { readonly id: string };
    readonly round: { readonly number: number; readonly kind: RoundKind };
    readonly rows: readonly Row[];
    readonly papers: readonly { readonly code: string; readonly name: { fr: string; en: string } }[];
    readonly can: { readonly choose: boolean };
  };
};

/** Who takes part in a round, with their papers, and a link to choose for them at the desk. */
export function RoundPeople({ page: { sitting, round, rows, papers, can } }: Props) {
  const t = useT();
  const locale = useLocale();
  const nameOf = (code: string) => papers.find((one) => one.code === code)?.name[locale] ?? code;
  const base = `/bureau/sessions/${sitting.id}/tours/${round.number}/candidats`;
  const columns: Column<Row>[] = [
    {
      key: 'table',
      header: t('rounds:one.table'),
      heading: true,
      cell: ({ tableNumber }) => <span className="num">{tableNumber}</span>,
    },
    {
      key: 'name',
      header: t('rounds:one.name'),
      cell: ({ surname, givenNames }) => `${surname ?? ''} ${givenNames ?? ''}`,
    },
    { key: 'centre', header: t('rounds:one.centre'), cell: ({ centre }) => centre },
    {
      key: 'papers',
      header: t('rounds:one.papers'),
      cell: (row) => (row.papers.length === 0 ? '–' : row.papers.map(nameOf).join(', ')),
    },
    ...(round.kind === 'review'
      ? []
      : [
          {
            key: 'compulsory',
            header: t('rounds:one.part'),
            cell: ({ compulsory }: Row) => t(compulsory ? 'rounds:one.compulsory' : 'rounds:one.free'),
          },
        ]),
    ...(can.choose
      ? [
          {
            key: 'choose',
            header: t('rounds:one.choose'),
            cell: ({ entryId }: Row) => <a href={`${base}/${entryId}`}>{t('rounds:one.choose')}</a>,
          },
        ]
      : []),
  ];
  return (
    <DataTable
      caption={t('rounds:one.people')}
      captionHidden
      columns={columns}
      rows={rows}
      rowKey={({ entryId }) => entryId}
    />
  );
}
