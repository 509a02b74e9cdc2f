export type StoredObject = { readonly size: number; readonly contentType: string };

/** Bytes of an object from `offset` on, `length` of them. */
export type ByteRange = { readonly offset: number; readonly length: number };

/**
 * Keeps bytes under a key such as `documents/2027/BAC-000123.v1.pdf`. What is kept never changes: putting the same
 * bytes again is accepted, other bytes under a key in use throw `ObjectConflictError`.
 */
export type StoragePort = {
  put(key: string, bytes: Uint8Array, contentType: string): Promise<void>;
  /** As `put`, for what is too large to be in memory. When `chunks` throws, nothing is kept and the error is passed on. */
  putStream(key: string, chunks: AsyncIterable<Uint8Array>, contentType: string): Promise<void>;
  get(key: string): Promise<Uint8Array | undefined>;
  /** A part of an object. @throws RangeError when the object ends before it. */
  getRange(key: string, range: ByteRange): Promise<Uint8Array | undefined>;
  /** As `getRange`, in pieces as they are read; without a range, the whole. */
  getStream(key: string, range?: ByteRange): Promise<ReadableStream<Uint8Array> | undefined>;
  head(key: string): Promise<StoredObject | undefined>;
  /** For what the law or a candidate asks to erase (photos); no error when there is nothing. */
  delete(key: string): Promise<void>;
};
