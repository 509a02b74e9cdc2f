import type { DocumentOffice, Wording } from '../documents/model.ts';

/** What is stuck on one script: its code on the script itself, the table number on the stub that goes away with the name. */
export type ScriptLabel = {
  /** Eight characters, without a hyphen. */
  readonly code: string;
  readonly tableNumber: string;
  /** Where the script is sorted once it has its code. */
  readonly bundle: number;
  readonly position: number;
};

/** Labels of one room, in the order of its seats: as many as a sheet holds. */
export type LabelPage = {
  readonly centre: string;
  readonly room: string;
  readonly labels: readonly ScriptLabel[];
};

/** What all sheets of one file share. */
export type LabelBook = {
  readonly office: DocumentOffice;
  readonly title: string;
  readonly sitting: Wording;
  readonly paper: Wording;
  /** `YYYY-MM-DD`. */
  readonly printedOn: string;
};

/** Two columns of eight: 105 × 33 mm each, under a line that says the room. */
export const LABELS_PER_PAGE = 16;

/** A bundle's slip: what goes with the packet and is signed. No table number is on it, nor anything else of a candidate. */
export type BundleSlip = {
  readonly office: DocumentOffice;
  readonly title: string;
  readonly sitting: Wording;
  readonly paper: Wording;
  readonly number: number;
  readonly round: number;
  /** In the order of the packet. */
  readonly codes: readonly string[];
  /** `YYYY-MM-DD`. */
  readonly printedOn: string;
};
