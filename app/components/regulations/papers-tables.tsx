import { DataTable } from '#app/components/data-table.tsx';
import type { Regulation, SeriesPaper } from '#app/domain/regulation/schema.ts';
import { useFormat, useLocale, useT } from '#app/i18n/use-t.tsx';

/** What each series sits, with its coefficients: a table a series. */
export function PapersTables({ regulation }: { regulation: Regulation }) {
  const t = useT();
  const locale = useLocale();
  return (
    <section aria-labelledby="papers">
      <h2 id="papers">{t('regulations:papers.title')}</h2>
      {seriesInOrder(regulation).map(([code, { name, papers }]) => (
        <SeriesTable key={code} caption={name[locale]} papers={papers} regulation={regulation} />
      ))}
    </section>
  );
}

/** By code: the database keeps a file's keys in an order of its own. */
export function seriesInOrder({ series }: Regulation) {
  return Object.entries(series).sort(([a], [b]) => (a < b ? -1 : 1));
}

type Props = {
  readonly caption: string;
  readonly papers: readonly SeriesPaper[];
  readonly regulation: Regulation;
};

function SeriesTable({ caption, papers, regulation }: Props) {
  const t = useT();
  const locale = useLocale();
  const { decimal } = useFormat();
  const nameOf = (code: string) => regulation.papers[code]?.name[locale] ?? code;
  return (
    <DataTable
      caption={caption}
      rows={papers}
      rowKey={({ paper }) => paper}
      columns={[
        {
          key: 'paper',
          header: t('regulations:papers.paper'),
          heading: true,
          cell: ({ paper, replaces }) =>
            replaces === undefined
              ? nameOf(paper)
              : `${nameOf(paper)} (${t('regulations:papers.replaces', { paper: nameOf(replaces) })})`,
        },
        {
          key: 'kind',
          header: t('regulations:papers.kind'),
          cell: ({ paper }) => t(`regulations:kind.${regulation.papers[paper]?.kind ?? 'written'}`),
        },
        { key: 'group', header: t('regulations:papers.group'), align: 'end', cell: ({ group }) => group },
        {
          key: 'coefficient',
          header: t('regulations:papers.coefficient'),
          align: 'end',
          cell: (one) => <Coefficient paper={one} isSport={regulation.papers[one.paper]?.kind === 'sport'} />,
        },
        {
          key: 'maximum',
          header: t('regulations:papers.maximum'),
          align: 'end',
          cell: ({ paper }) => decimal(regulation.papers[paper]?.maximum ?? regulation.scale.maximum),
        },
        {
          key: 'limit',
          header: t('regulations:papers.limit'),
          cell: ({ eliminatoryBelow, minimum }) =>
            [
              ...(eliminatoryBelow === undefined
                ? []
                : [t('regulations:papers.eliminatory', { limit: decimal(eliminatoryBelow) })]),
              ...(minimum === undefined
                ? []
                : [t('regulations:papers.minimum', { limit: decimal(minimum) })]),
            ].join(' · '),
        },
      ]}
    />
  );
}

function Coefficient({ paper, isSport }: { paper: SeriesPaper; isSport: boolean }) {
  const t = useT();
  const { decimal } = useFormat();
  const coefficient = decimal(paper.coefficient);
  if (paper.coefficientWhenUnfit !== undefined)
    return t('regulations:papers.unfit', { coefficient, unfit: decimal(paper.coefficientWhenUnfit) });
  return isSport ? t('regulations:papers.unfitLeaves', { coefficient }) : coefficient;
}
