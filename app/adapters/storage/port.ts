export type StoredObject = { readonly size: number; readonly contentType: string };

/**
 * Keeps bytes under a key such as `documents/2027/BAC-000123.v1.pdf`. What is kept never changes: putting the same
 * bytes again is accepted, other bytes under a key in use throw `ObjectConflictError`.
 */
export type StoragePort = {
  put(key: string, bytes: Uint8Array, contentType: string): Promise<void>;
  get(key: string): Promise<Uint8Array | undefined>;
  head(key: string): Promise<StoredObject | undefined>;
  /** For what the law or a candidate asks to erase (photos); no error when there is nothing. */
  delete(key: string): Promise<void>;
};
