import type { DocumentOffice, Wording } from './model.ts';

/**
 * What a proof sheet says of one candidate, resolved to the last word. It is no numbered document: nothing is signed, and
 * it is drawn again whenever it is asked for. What was not answered yet is absent.
 */
export type ProofSheet = {
  readonly exam: Wording;
  readonly sitting: Wording;
  readonly series?: { readonly code: string; readonly name: Wording };
  readonly number?: string;
  readonly surname?: string;
  readonly givenNames?: string;
  readonly sex?: 'F' | 'M';
  /** `YYYY-MM-DD`. */
  readonly birthDate?: string;
  readonly birthPlace?: string;
  readonly nationality?: Wording;
  readonly nationalId?: string;
  /** Absent for a candidate who enters on their own. */
  readonly school?: string;
  readonly region?: string;
  readonly options: readonly Wording[];
  /** Absent where the series has no sport paper. */
  readonly fit?: boolean;
  readonly diploma?: string;
  readonly attempt?: number;
  /** With their groups of four. */
  readonly reference?: string;
  readonly accessCode?: string;
  /** `YYYY-MM-DD`, when the candidate accepted it. */
  readonly acceptedOn?: string;
  readonly photo?: Uint8Array;
};

/** What all sheets of one file share. */
export type ProofBook = {
  readonly office: DocumentOffice;
  readonly title: string;
  /** Host where reference and code are typed. */
  readonly host: string;
  /** `YYYY-MM-DD`. */
  readonly printedOn: string;
  readonly total: number;
};
