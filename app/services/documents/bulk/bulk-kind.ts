import type { BulkKind } from '#app/domain/documents/bulk-kinds.ts';
import type { StoredModel } from '#app/domain/documents/stored-model.ts';
import type { Ctx } from '#app/services/context.ts';
import type { SittingFacts } from '#app/services/documents/load-sitting-facts.server.ts';
import type { Numbering } from '#app/services/documents/request-document.server.ts';
import type { Tx } from '#db/tx.ts';

/** The latest document of one kind that an entry has. */
export type EarlierDocument = {
  readonly id: string;
  readonly entryId: string;
  readonly number: string;
  readonly edition: number;
  readonly source: string;
  /** The last line of its status; `null` when it never changed. */
  readonly status: string | null;
  readonly statusBy: string | null;
  /** Revoked or suspended by a person, or asked to be: only people give another edition of it. */
  readonly isHeld: boolean;
};

/** A document that somebody is to be given. */
export type DueDocument = {
  readonly entryId: string;
  readonly source: string;
  readonly earlier: EarlierDocument | undefined;
  readonly write: (numbering: Numbering) => StoredModel;
};

export type Judged = {
  readonly due: readonly DueDocument[];
  /** Documents that nothing gives a right to any more. */
  readonly undue: readonly EarlierDocument[];
  /** Those that another edition is due of, or that are to end, once the people who hold them have decided. */
  readonly held: readonly EarlierDocument[];
};

/** Some candidates of a sitting, in the order of their table numbers. */
export type Slice = {
  readonly facts: SittingFacts;
  /** What `basis` answered. */
  readonly basis: string;
  readonly after: string;
  readonly limit: number;
};

export type Candidates<Row> = {
  readonly rows: readonly Row[];
  readonly entryIds: readonly string[];
  /** The last one's table number. */
  readonly last: string | undefined;
};

/** How one kind of document is issued to a whole sitting. */
export type BulkKindRules<Row = unknown> = {
  readonly kind: BulkKind;
  /** What everybody's document is made from at this moment, such as a publication's id; undefined while there is nothing. */
  readonly basis: (tx: Tx, sittingId: string) => Promise<string | undefined>;
  readonly load: (tx: Tx, slice: Slice) => Promise<Candidates<Row>>;
  readonly judge: (
    ctx: Ctx,
    tx: Tx,
    slice: Slice & { readonly rows: readonly Row[]; readonly earlier: ReadonlyMap<string, EarlierDocument> },
  ) => Promise<Judged>;
  /** Valid documents of candidates whom what everybody's is made from does not name at all. */
  readonly loadAbsent?: (tx: Tx, sittingId: string, basis: string) => Promise<readonly string[]>;
  /** Kept inside the office: why an earlier document ended. */
  readonly reason: (tx: Tx, basis: string) => Promise<string>;
  /** Tells those whose file is there, in the change that issues it. */
  readonly tell?: (tx: Tx, entryIds: readonly string[]) => Promise<void>;
};
