/** Unpredictable bytes and identifiers: secrets, codes and keys come from nowhere else. */
export type RandomPort = {
  /** @throws RangeError for a count that is not a whole number of bytes. */
  bytes(count: number): Uint8Array;
  /** A version 4 UUID. */
  uuid(): string;
};
