/** Reads the codes of photographs and scans that come from outside. Safe for any bytes. */
export type QrReaderPort = {
  /**
   * The texts of the QR codes in a JPEG, PNG or WebP, each once: none for a picture without one, `undefined` for what
   * is no picture, or is too damaged, too large or too slow to read.
   * @throws QrReaderBusyError when too many pictures wait already
   */
  readonly readCodes: (bytes: Uint8Array) => Promise<readonly string[] | undefined>;
};

export class QrReaderBusyError extends Error {}

/** Of a picture as sent; pixels once decoded, which a small file can have many of. */
export const PICTURE_LIMITS = { megabytes: 10, megapixels: 50 } as const;
