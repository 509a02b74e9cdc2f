import { useFormat, useT } from '#app/i18n/use-t.tsx';

type Props = {
  /** From 1. */
  readonly page: number;
  readonly pageSize: number;
  readonly total: number;
  readonly hrefOf: (page: number) => string;
};

export function Pagination({ page, pageSize, total, hrefOf }: Props) {
  const t = useT();
  const format = useFormat();
  const pages = Math.max(1, Math.ceil(total / pageSize));
  if (total === 0) return null;
  const range = {
    first: format.number((page - 1) * pageSize + 1),
    last: format.number(Math.min(total, page * pageSize)),
    total: format.number(total),
  };
  const step = (target: number, text: string, rel: string) =>
    target < 1 || target > pages ? (
      <span className="off">{text}</span>
    ) : (
      <a href={hrefOf(target)} rel={rel}>
        {text}
      </a>
    );
  return (
    <nav className="pages" aria-label={t('common:table.pages')}>
      <span>{t('common:table.range', range)}</span>
      {pages > 1 ? (
        <div>
          {step(page - 1, t('common:table.previous'), 'prev')}
          <span className="off">
            {t('common:table.page', { page: format.number(page), pages: format.number(pages) })}
          </span>
          {step(page + 1, t('common:table.next'), 'next')}
        </div>
      ) : null}
    </nav>
  );
}
