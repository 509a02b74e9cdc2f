/** Draws a text as a QR of level M with its quiet zone, black on white. */
export type QrImagePort = {
  readonly svg: (text: string) => Promise<string>;
  readonly png: (text: string) => Promise<Uint8Array>;
};
