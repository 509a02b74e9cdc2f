import type { OpenSnapshot, PublishedResults } from '#app/adapters/results/port.ts';
import type { Locale } from '#app/i18n/locale.ts';
import { type PageTemplate, wholePage } from './page-template.ts';
import type { RenderPage } from './result-pages.ts';

/** The pages that lead to results: the search, a sitting's centres, a page of a centre's list. */
const PAGE =
  /^\/resultats(?:\/[0-9a-f]{8}-[0-9a-f-]{27}(?:\?centre=[0-9a-f]{8}-[0-9a-f-]{27}(?:&page=\d{1,4})?)?)?$/;
const ROUTES = ['/resultats', '/resultats/:sittingId'] as const;
const MOST_PAGES = 300;
/** The search also names what is expected, which is in the database. */
const KEPT_MS = 5_000;

type Kept = { readonly of: readonly OpenSnapshot[]; readonly until: number; readonly page: PageTemplate };

/** Keeps the most asked pages as their routes rendered them, until what is published changes, and no longer than 5 s. */
export function createWholePages(results: PublishedResults, render: RenderPage, most = MOST_PAGES) {
  const kept = new Map<string, Kept>();
  const making = new Map<string, Promise<PageTemplate>>();
  const make = async (url: string, locale: Locale, key: string) => {
    const of = results.list();
    const page = await wholePage(await render(new Request(`http://localhost${url}`), locale, { results }));
    kept.delete(key);
    if (kept.size >= most) for (const oldest of kept.keys()) if (kept.delete(oldest)) break;
    if (page.status === 200) kept.set(key, { of, page, until: performance.now() + KEPT_MS });
    return page;
  };
  return {
    /** The route of an address that is one of these pages. */
    routeOf: (url: string) => (PAGE.test(url) ? ROUTES[url === '/resultats' ? 0 : 1] : undefined),
    get(url: string, locale: Locale): PageTemplate | Promise<PageTemplate> {
      const key = `${locale} ${url}`;
      const known = kept.get(key);
      if (known && known.of === results.list() && performance.now() < known.until) return known.page;
      const begun = making.get(key) ?? make(url, locale, key).finally(() => making.delete(key));
      making.set(key, begun);
      return begun;
    },
  };
}
