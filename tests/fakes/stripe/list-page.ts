import { invalidRequest } from './fault.ts';
import { type FormValue, parseForm } from './parse-form.ts';

type Listed = { readonly id: string; readonly created: number };
export type ListPage = { object: 'list'; data: Listed[]; has_more: boolean; url: string };

/** One page, newest first, as Stripe's lists: `limit`, `starting_after`, `created[gte|gt|lte|lt]`. */
export function listPage(all: Record<string, Listed>, url: URL): ListPage {
  const query = parseForm(url.search.slice(1));
  const limit = query.limit === undefined ? 10 : Number(query.limit);
  if (!Number.isInteger(limit) || limit < 1 || limit > 100) {
    throw invalidRequest(`Invalid limit: ${String(query.limit)}`, { param: 'limit' });
  }
  const newestFirst = Object.values(all)
    .map((item, index) => ({ item, index }))
    .sort((a, b) => b.item.created - a.item.created || b.index - a.index)
    .map(({ item }) => item)
    .filter((item) => isCreatedWithin(item.created, query.created));
  const after = newestFirst.findIndex(({ id }) => id === query.starting_after);
  const start = query.starting_after === undefined ? 0 : after + 1;
  if (query.starting_after !== undefined && after === -1) {
    throw invalidRequest(`No such object: '${String(query.starting_after)}'`, { param: 'starting_after' });
  }
  const data = newestFirst.slice(start, start + limit);
  return { object: 'list', data, has_more: newestFirst.length > start + limit, url: url.pathname };
}

export function expandPaths(url: URL): string[] {
  const { expand } = parseForm(url.search.slice(1));
  return Array.isArray(expand) ? expand.filter((path) => typeof path === 'string') : [];
}

function isCreatedWithin(created: number, limits: FormValue | undefined): boolean {
  if (limits === undefined) return true;
  if (typeof limits === 'string') return created === Number(limits);
  if (Array.isArray(limits)) return true;
  const { gte, gt, lte, lt } = limits;
  return (
    (gte === undefined || created >= Number(gte)) &&
    (gt === undefined || created > Number(gt)) &&
    (lte === undefined || created <= Number(lte)) &&
    (lt === undefined || created < Number(lt))
  );
}
