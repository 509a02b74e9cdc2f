import type { AppLoadContext } from '@remix-run/server-runtime';
import type { OpenSnapshot, PublishedResults } from '#app/adapters/results/port.ts';
import { codeDigest } from '#app/domain/publication/result-access.ts';
import type { SnapshotResult } from '#app/domain/publication/snapshot-file.ts';
import type { Decision } from '#app/domain/regulation/schema.ts';
import { accept, type Refused } from '#app/domain/shared/verdict.ts';
import type { Locale } from '#app/i18n/locale.ts';
import type { CodeGuard } from './code-guard.ts';
import { CODE_TOKEN, cutPage, NUMBER_TOKEN, type PageTemplate } from './page-template.ts';
import type { ToldResult } from './tell-result.ts';
import { withTokens } from './told-slots.ts';

/** Renders an address as the framework does, with some of its context replaced. */
export type RenderPage = (
  request: Request,
  locale: Locale,
  replaced: Pick<AppLoadContext, 'results'> & Partial<AppLoadContext>,
) => Promise<Response>;

/** More looks than a publication has: decisions, series, states of its papers, in each language. */
const MOST_TEMPLATES = 500;

/**
 * The pages of a table number, each look of them rendered once by its route with stand-ins for its texts. A template goes
 * away with the snapshot it was made for.
 */
export function createResultPages(render: RenderPage, most = MOST_TEMPLATES) {
  const made = new WeakMap<OpenSnapshot, Map<string, PageTemplate | Promise<PageTemplate>>>();
  return {
    /** The template of a look: at once when it has been made before. */
    get(snapshot: OpenSnapshot, look: PageLook, locale: Locale): PageTemplate | Promise<PageTemplate> {
      const templates = made.get(snapshot) ?? new Map<string, PageTemplate | Promise<PageTemplate>>();
      made.set(snapshot, templates);
      const key = `${locale} ${look.key}`;
      const known = templates.get(key);
      if (known) return known;
      if (templates.size >= most) for (const oldest of templates.keys()) if (templates.delete(oldest)) break;
      const making = renderLook(render, snapshot, look, locale).then(
        (template) => {
          templates.set(key, template);
          return template;
        },
        (error: unknown) => {
          templates.delete(key);
          throw error;
        },
      );
      templates.set(key, making);
      return making;
    },
  };
}

/** What a page of a table number looks like, whoever's it is. */
export type PageLook = { readonly key: string } & (
  | { readonly is: 'decision'; readonly decision: Decision | undefined }
  | { readonly is: 'wrong' }
  | { readonly is: 'limited'; readonly refused: Refused<'rate.limited'> }
  | { readonly is: 'open'; readonly told: ToldResult }
);

export const decisionLook = (decision: Decision | undefined): PageLook => ({
  key: decision ?? 'unknown',
  is: 'decision',
  decision,
});
export const WRONG: PageLook = { key: 'wrong', is: 'wrong' };
export const limitedLook = (refused: Refused<'rate.limited'>): PageLook => ({
  key: `limited ${refused.detail?.minutes}`,
  is: 'limited',
  refused,
});
export const openLook = (shape: string, told: ToldResult): PageLook => ({ key: shape, is: 'open', told });

async function renderLook(render: RenderPage, snapshot: OpenSnapshot, look: PageLook, locale: Locale) {
  const { head } = snapshot;
  const address = `http://localhost/resultats/${head.sittingId}/${NUMBER_TOKEN}`;
  const request =
    look.is === 'decision'
      ? new Request(address)
      : new Request(address, { method: 'POST', body: new URLSearchParams({ code: CODE_TOKEN }) });
  const found =
    look.is === 'open' ? { ...SOMEBODY, code: codeDigest(head.salt, NUMBER_TOKEN, CODE_TOKEN) } : undefined;
  const standIn: OpenSnapshot = {
    ...snapshot,
    find: (tableNumber) => (tableNumber === NUMBER_TOKEN ? found : undefined),
    findDecision: () => decisionOf(look),
  };
  const response = await render(request, locale, {
    results: onlyOf(standIn),
    codeGuard: look.is === 'limited' ? { ...NO_GUARD, check: () => look.refused } : NO_GUARD,
    ...(look.is === 'open' ? { tellResult: () => withTokens(look.told) } : {}),
  });
  if (response.status >= 500) throw new Error(`The page of ${look.key} could not be rendered`);
  return cutPage(response);
}

function decisionOf(look: PageLook): Decision | undefined {
  if (look.is === 'open') return look.told.decision;
  return look.is === 'decision' ? look.decision : undefined;
}

const onlyOf = (snapshot: OpenSnapshot): PublishedResults => ({
  list: () => [snapshot],
  open: () => snapshot,
  close: async () => undefined,
});

const NO_GUARD: CodeGuard = { check: () => accept(), wrong: () => undefined, right: () => undefined };

/** Nobody: the page takes its texts from what is told of a result. */
const SOMEBODY: SnapshotResult = {
  tableNumber: NUMBER_TOKEN,
  code: '',
  entryId: '',
  candidateNumber: '',
  identity: { surname: '', givenNames: '', sex: 'F', birthDate: '', birthPlace: '', nationality: '' },
  school: null,
  centre: 0,
  jury: 0,
  snapshot: { series: '', fit: true, marks: {} },
  decision: 'passed',
  honours: null,
  ruling: null,
  average: null,
  total: null,
  rank: null,
  post: null,
};
