export type KeySpan = { readonly notBefore: Date; readonly notAfter: Date };

/** The first moment of a year, UTC. */
export function yearStart(year: number): Date {
  return new Date(Date.UTC(year, 0, 1));
}

/**
 * What a key of a year may sign: documents dated in that year, and status lists for three months more, until the
 * next year's key is known everywhere.
 */
export function documentKeySpan(year: number): KeySpan {
  return { notBefore: yearStart(year), notAfter: new Date(Date.UTC(year + 1, 3, 1)) };
}

/** A root key only signs trust lists: thirty years from the year it was made. */
export function rootKeySpan(year: number): KeySpan {
  return { notBefore: yearStart(year), notAfter: yearStart(year + 30) };
}

/** From November on, the next year's key is made, so that the trust list names it before it signs. */
export function nextYearToPrepare(now: Date): number | undefined {
  return now.getUTCMonth() >= 10 ? now.getUTCFullYear() + 1 : undefined;
}
