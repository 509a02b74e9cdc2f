import type { AppLoadContext } from '@remix-run/server-runtime';
import type { OpenSnapshot } from '#app/adapters/results/port.ts';
import { normaliseTableNumber } from '#app/domain/publication/result-access.ts';
import type { SnapshotResult } from '#app/domain/publication/snapshot-file.ts';
import type { Refused } from '#app/domain/shared/verdict.ts';
import { openWithCode } from '#app/queries/results/read-published.ts';
import { notFound, orNotFound } from '../not-found.ts';

type Params = { readonly sittingId?: string | undefined; readonly tableNumber?: string | undefined };
export type NumberAsked = { readonly snapshot: OpenSnapshot; readonly tableNumber: string };

export const LONGEST_NUMBER = 20;

/** @throws Response 404 for a sitting whose results aren't published. */
export function publishedSitting({ results }: Pick<AppLoadContext, 'results'>, params: Params): OpenSnapshot {
  return orNotFound(results.open(params.sittingId ?? ''));
}

/** The sitting and the table number of an address, whether there is such a number or not. @throws Response 404 */
export function publishedNumber(context: Pick<AppLoadContext, 'results'>, params: Params): NumberAsked {
  const tableNumber = normaliseTableNumber(params.tableNumber ?? '');
  if (tableNumber === '' || tableNumber.length > LONGEST_NUMBER) throw notFound();
  return { snapshot: publishedSitting(context, params), tableNumber };
}

export type Opened =
  | { readonly state: 'open'; readonly result: SnapshotResult }
  | { readonly state: 'wrong' }
  | { readonly state: 'limited'; readonly refused: Refused<'rate.limited'> };

/** One try of a code, counted when it is wrong. */
export function tryCode(
  { codeGuard, clientAddress }: Pick<AppLoadContext, 'codeGuard' | 'clientAddress'>,
  { snapshot, tableNumber }: NumberAsked,
  code: string,
): Opened {
  const attempt = { clientAddress, sittingId: snapshot.head.sittingId, tableNumber };
  const allowed = codeGuard.check(attempt);
  if (!allowed.ok) return { state: 'limited', refused: allowed };
  const result = openWithCode(snapshot, { tableNumber, code });
  if (!result) {
    codeGuard.wrong(attempt);
    return { state: 'wrong' };
  }
  codeGuard.right(attempt);
  return { state: 'open', result };
}
