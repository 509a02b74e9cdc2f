/** Reads the QR text that a document of ours carries inside its PDF. */
export type PdfReaderPort = {
  /**
   * `undefined` for a PDF that carries none, or is too damaged, too large or too slow to read. Safe for any bytes.
   * @throws PdfReaderBusyError when too many files wait already
   */
  readonly readAddress: (bytes: Uint8Array) => Promise<string | undefined>;
};

export class PdfReaderBusyError extends Error {}
