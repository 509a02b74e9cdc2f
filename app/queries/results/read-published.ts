import type { OpenSnapshot } from '#app/adapters/results/port.ts';
import { codeDigest, isSameCode } from '#app/domain/publication/result-access.ts';
import type { SnapshotCentre, SnapshotResult } from '#app/domain/publication/snapshot-file.ts';
import type { Decision } from '#app/domain/regulation/schema.ts';

export const RESULTS_PER_PAGE = 100;
const CENTRES_SHOWN = 100;

/** The centres of a publication as it names them; `search` looks in their names and codes. */
export function searchCentres({ head }: OpenSnapshot, search: string): readonly SnapshotCentre[] {
  const wanted = fold(search);
  return head.centres
    .filter(({ name, code }) => fold(`${name} ${code}`).includes(wanted))
    .slice(0, CENTRES_SHOWN);
}

function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().trim();
}

export type CentreResults = {
  readonly centre: SnapshotCentre;
  readonly lines: readonly { readonly tableNumber: string; readonly decision: Decision }[];
};

/** One page of a centre's table numbers and decisions; nothing else of anybody. */
export function readCentre(
  snapshot: OpenSnapshot,
  centreId: string,
  page: number,
): CentreResults | undefined {
  const centre = snapshot.head.centres.find(({ id }) => id === centreId);
  const lines = snapshot.listCentre(centreId, { number: page, size: RESULTS_PER_PAGE });
  return centre && lines && { centre, lines };
}

const ROWS_AT_ONCE = 5_000;

/** All of a centre's table numbers and decisions, in parts. */
export async function* readWholeCentre(snapshot: OpenSnapshot, centreId: string) {
  for (let number = 1; ; number += 1) {
    const lines = snapshot.listCentre(centreId, { number, size: ROWS_AT_ONCE }) ?? [];
    if (lines.length > 0) yield lines;
    if (lines.length < ROWS_AT_ONCE) return;
  }
}

/**
 * The whole result, for whoever has the number and its code. A wrong code and an unknown number are alike, in what is
 * answered and in what is done: a number that isn't there is compared with somebody's.
 */
export function openWithCode(
  snapshot: OpenSnapshot,
  { tableNumber, code }: { readonly tableNumber: string; readonly code: string },
): SnapshotResult | undefined {
  const found = snapshot.find(tableNumber);
  const compared = found ?? snapshot.find(someNumber(snapshot));
  const given = codeDigest(snapshot.head.salt, tableNumber, code);
  return isSameCode(given, compared?.code ?? '') && found ? found : undefined;
}

const someNumbers = new WeakMap<OpenSnapshot, string>();

function someNumber(snapshot: OpenSnapshot): string {
  const known = someNumbers.get(snapshot);
  if (known !== undefined) return known;
  const [first] = snapshot.head.centres.flatMap(
    ({ id }) => snapshot.listCentre(id, { number: 1, size: 1 })?.slice(0, 1) ?? [],
  );
  const number = first?.tableNumber ?? '';
  someNumbers.set(snapshot, number);
  return number;
}
