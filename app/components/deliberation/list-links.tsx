import type { DossierList } from '#app/domain/deliberation/dossier-lists.ts';
import { DECISIONS } from '#app/domain/regulation/schema.ts';
import { useFormat, useT } from '#app/i18n/use-t.tsx';
import type { DeliberationCounts } from '#app/queries/jury/count-deliberation.server.ts';

type Props = {
  readonly here: string;
  readonly counts: Pick<DeliberationCounts, 'lists' | 'fraud'>;
  /** The list that is shown. */
  readonly list: DossierList | null;
};

/** The lists by decision, each with how long it is; frauds when there are any. */
export function ListLinks({ here, counts: { lists, fraud }, list }: Props) {
  const t = useT();
  const format = useFormat();
  const links = [
    ...DECISIONS.map((one) => ({
      list: one,
      name: t(`states:decision.${one}`),
      count: lists[one],
    })),
    ...(fraud.all > 0
      ? [{ list: 'fraud' as const, name: t('deliberation:list.fraud'), count: fraud.all }]
      : []),
  ];
  return (
    <nav aria-label={t('marking:jury.lists')}>
      <ul className="lists">
        {links.map((link) => (
          <li key={link.list}>
            <a
              href={`${here}/dossiers?liste=${link.list}`}
              aria-current={link.list === list ? 'true' : undefined}
            >
              {link.name} <span className="none num">{format.number(link.count)}</span>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
