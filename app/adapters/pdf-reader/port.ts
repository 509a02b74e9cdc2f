import type { SealFinding } from '#app/domain/documents/seal.ts';

/** What a document of ours says about itself as a file. */
export type SealedPdf = {
  /** The QR text it carries; left out for a PDF that carries none, or is too damaged to read. */
  readonly address?: string | undefined;
  readonly seal: SealFinding;
};

/** What a PDF is, without showing it. */
export type PdfFacts = {
  readonly pages: number;
  readonly encrypted: boolean;
  /** Holds a script, an action that starts a program, or an attached file. */
  readonly active: boolean;
};

/** Reads PDFs that come from outside. Safe for any bytes. */
export type PdfReaderPort = {
  /**
   * The QR text that a document of ours carries, and what its seal is worth, whoever's it is. `undefined` for a file
   * that is too large or too slow to read.
   * @throws PdfReaderBusyError when too many files wait already
   */
  readonly readSealed: (bytes: Uint8Array) => Promise<SealedPdf | undefined>;
  /**
   * `undefined` for what is no PDF, or is too damaged, too large or too slow to read; `busy` when too many files wait
   * already.
   */
  readonly inspect: (bytes: Uint8Array) => Promise<PdfFacts | 'busy' | undefined>;
};

export class PdfReaderBusyError extends Error {}
