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
   * The QR text that a document of ours carries: `undefined` for a PDF that carries none, or is too damaged, too large
   * or too slow to read.
   * @throws PdfReaderBusyError when too many files wait already
   */
  readonly readAddress: (bytes: Uint8Array) => Promise<string | undefined>;
  /**
   * `undefined` for what is no PDF, or is too damaged, too large or too slow to read; `busy` when too many files wait
   * already.
   */
  readonly inspect: (bytes: Uint8Array) => Promise<PdfFacts | 'busy' | undefined>;
};

export class PdfReaderBusyError extends Error {}
