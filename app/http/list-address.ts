import { z } from 'zod';
import { notFound } from './not-found.ts';

/** The page asked for in an address: from 1, and 1 for anything that is no page. */
export function pageOf(parameters: URLSearchParams): number {
  const page = Number(parameters.get('page') ?? '1');
  return Number.isSafeInteger(page) && page >= 1 && page <= 100_000 ? page : 1;
}

/** A filter's text: without blanks around, and absent when empty or longer than anyone types. */
export function textOf(parameters: URLSearchParams, name: string): string | undefined {
  const text = parameters.get(name)?.normalize('NFC').trim();
  return text && text.length <= 100 ? text : undefined;
}

/** A filter that names a thing by its id; what is no id names nothing, as an unknown id does. */
export function idOf(parameters: URLSearchParams, name: string): string | undefined {
  const parsed = z.uuid().safeParse(parameters.get(name));
  return parsed.success ? parsed.data : undefined;
}

/** A filter among known words. */
export function wordOf<T extends string>(
  parameters: URLSearchParams,
  name: string,
  words: readonly T[],
): T | undefined {
  const text = parameters.get(name);
  return words.find((word) => word === text);
}

/** The same address with other parameters; the page goes back to 1 unless it is given. */
export function hrefWith(
  path: string,
  search: string,
  changes: Readonly<Record<string, string | undefined>>,
): string {
  const parameters = new URLSearchParams(search);
  parameters.delete('page');
  for (const [name, value] of Object.entries(changes)) {
    if (value === undefined) parameters.delete(name);
    else parameters.set(name, value);
  }
  const query = parameters.toString();
  return query === '' ? path : `${path}?${query}`;
}

/** An id of the path. @throws Response the same 404 for what is no id as for an unknown one. */
export function idParam(text: string | undefined): string {
  const parsed = z.uuid().safeParse(text);
  if (!parsed.success) throw notFound();
  return parsed.data;
}
