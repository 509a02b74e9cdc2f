import type { MarkedPaper } from '#app/queries/office/load-marker-statistics.server.ts';

/** A paper of a round as one value of a form: "MAT", or "MAT.2" past the first round. */
export function paperValue({ code, round }: Pick<MarkedPaper, 'code' | 'round'>): string {
  return round === 1 ? code : `${code}.${round}`;
}

/** The paper a form names, among those there are. */
export function paperOf<T extends Pick<MarkedPaper, 'code' | 'round'>>(
  papers: readonly T[],
  value: string | null | undefined,
): T | undefined {
  return papers.find((paper) => paperValue(paper) === value);
}
