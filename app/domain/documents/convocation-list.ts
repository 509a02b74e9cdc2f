import type { DocumentOffice, Wording } from './model.ts';

/** Who sits what in one centre, in a round after the first results. Signed by nobody: drawn again whenever it is asked for. */
export type ConvocationList = {
  readonly office: DocumentOffice;
  readonly exam: Wording;
  readonly sitting: Wording;
  /** "Second groupe", or the paper sat again. */
  readonly round: Required<Wording>;
  readonly centre: string;
  /** Host printed at the foot. */
  readonly host: string;
  /** `YYYY-MM-DD`. */
  readonly printedOn: string;
  readonly rows: readonly ConvocationRow[];
};

export type ConvocationRow = {
  readonly tableNumber: string;
  readonly name: string;
  readonly series: string;
  /** Each with its day and hour as they are read there, when they are known. */
  readonly papers: readonly { readonly name: string; readonly when?: string }[];
};
