import type { MessageKey, Translate } from '#app/i18n/translate.ts';
import type { ScriptPolicy } from './load-context.ts';

/** What a route module says about its page: `export const handle: RouteHandle = { title: 'public:home.title' }`. */
export type RouteHandle = {
  /** The `<title>`: a key, or a function of the loader's data. */
  readonly title?: MessageKey | ((t: Translate, data: unknown) => string);
  readonly description?: MessageKey;
  /** Loads the staff style sheet. Said on a layout, it holds for the pages inside. */
  readonly staff?: boolean;
  /**
   * `react` hydrates the page (staff grids); `own` lets it load a small file of its own with the nonce; `scanner` lets
   * that file run WebAssembly besides. None by default.
   */
  readonly scripts?: Exclude<ScriptPolicy, 'none'>;
  /** The page is there in Arabic and Hausa too. */
  readonly everyLanguage?: boolean;
  /** Keeps the page out of search engines. */
  readonly noindex?: boolean;
};

const NONE: RouteHandle = {};

export function handleOf(match: { readonly handle?: unknown }): RouteHandle {
  return isHandle(match.handle) ? match.handle : NONE;
}

function isHandle(handle: unknown): handle is RouteHandle {
  return typeof handle === 'object' && handle !== null;
}

/** The strongest wish among the matched routes. */
export function scriptsOf(handles: readonly RouteHandle[]): ScriptPolicy {
  const wishes: readonly ScriptPolicy[] = ['react', 'scanner', 'own'];
  return wishes.find((wish) => handles.some((handle) => handle.scripts === wish)) ?? 'none';
}
