import { formatCode } from '#app/domain/anonymity/code.ts';
import {
  DOSSIER_LISTS,
  DOSSIERS_PER_PAGE,
  type DossierCounts,
  type DossierLine,
  type DossierList,
} from '#app/domain/deliberation/dossier-lists.ts';
import { useFormat, useT } from '#app/i18n/use-t.tsx';
import { DataTable } from '../data-table.tsx';
import { EmptyState } from '../empty-state.tsx';
import { Pagination } from '../pagination.tsx';
import { DecisionTag } from '../results/decision-tag.tsx';

type Props = {
  readonly here: string;
  readonly list: DossierList;
  readonly page: number;
  readonly counts: DossierCounts;
  readonly lines: readonly DossierLine[];
};

/** The dossiers of one list, by code, with links to the other lists and their counts. */
export function DossierTable({ here, list, page, counts, lines }: Props) {
  const t = useT();
  const format = useFormat();
  const nameOf = (one: DossierList) =>
    one === 'near' ? t('marking:jury.near') : t(`states:decision.${one}`);
  return (
    <section aria-labelledby="lists">
      <h2 id="lists">{t('marking:jury.lists')}</h2>
      <nav aria-label={t('marking:jury.lists')}>
        <ul className="lists">
          {DOSSIER_LISTS.map((one) => (
            <li key={one}>
              <a href={`${here}?liste=${one}`} aria-current={one === list ? 'true' : undefined}>
                {nameOf(one)} <span className="none num">{format.number(counts[one])}</span>
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <DataTable
        caption={nameOf(list)}
        rows={lines}
        rowKey={({ dossier }) => dossier}
        empty={<EmptyState title={t('marking:jury.noDossier')} />}
        columns={[
          {
            key: 'code',
            header: t('marking:jury.code'),
            heading: true,
            cell: ({ dossier }) => <a href={`${here}?dossier=${dossier}`}>{formatCode(dossier)}</a>,
          },
          {
            key: 'average',
            header: t('marking:jury.average'),
            align: 'end',
            cell: ({ average }) => (average === null ? '' : format.mark(average)),
          },
          {
            key: 'decision',
            header: t('marking:jury.decision'),
            cell: ({ decision, kind }) => <DecisionTag decision={decision} byJury={kind !== null} />,
          },
        ]}
      />
      <Pagination
        page={page}
        pageSize={DOSSIERS_PER_PAGE}
        total={counts[list]}
        hrefOf={(number) => `${here}?liste=${list}&page=${number}`}
      />
    </section>
  );
}
