import type { SnapshotHead, SnapshotResult } from '#app/domain/publication/snapshot-file.ts';
import type { Decision } from '#app/domain/regulation/schema.ts';

export type WrittenFile = {
  /** SHA-256 of the file's bytes, hexadecimal. */
  readonly digest: string;
  readonly bytes: number;
  readonly results: number;
};

/** Which file holds the results everyone reads of a sitting. */
export type ResultPointer = {
  readonly sittingId: string;
  readonly publicationId: string;
  readonly version: number;
  readonly fileName: string;
  readonly fileDigest: string;
};

/**
 * Published results as files beside the database: written once, read by every web process, there when PostgreSQL is not.
 * A file is there whole or not at all; a pointer changes at once or not at all.
 */
export type ResultFiles = {
  /** Results come in the order of their table numbers. The same head and results give the same bytes. */
  write(
    fileName: string,
    head: SnapshotHead,
    results: Iterable<SnapshotResult> | AsyncIterable<SnapshotResult>,
    onProgress?: (written: number) => Promise<void>,
  ): Promise<WrittenFile>;
  /** The digest of a stored file's bytes as they are now; `undefined` when there is none. */
  digestOf(fileName: string): Promise<string | undefined>;
  /** From now on every process reads this file for the sitting. @throws when its bytes have another digest. */
  point(pointer: ResultPointer): Promise<void>;
  pointers(): Promise<readonly ResultPointer[]>;
};

/** A snapshot file open for reading. Answers at once: results day has no time for a queue. */
export type OpenSnapshot = {
  readonly head: SnapshotHead;
  readonly pointer: ResultPointer;
  find(tableNumber: string): SnapshotResult | undefined;
  /** The decision alone: nothing else of the candidate is read. */
  findDecision(tableNumber: string): Decision | undefined;
  /** One page of a centre's numbers and decisions, in order; `undefined` for a centre that isn't there. */
  listCentre(
    centreId: string,
    page: { readonly number: number; readonly size: number },
  ): readonly Pick<SnapshotResult, 'tableNumber' | 'decision'>[] | undefined;
};

/** What every channel reads: the sittings published now. Follows the pointers without a restart. */
export type PublishedResults = {
  /** The latest released first. */
  list(): readonly OpenSnapshot[];
  open(sittingId: string): OpenSnapshot | undefined;
  close(): Promise<void>;
};
