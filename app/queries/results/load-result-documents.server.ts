import { and, desc, eq, inArray, sql } from 'drizzle-orm';
import type { DocumentKind } from '#app/domain/documents/kinds.ts';
import type { Db } from '#db/client.ts';
import { document } from '#db/schema/document.ts';
import { candidate, entry } from '#db/schema/registration.ts';
import { seat } from '#db/schema/seating.ts';

const RESULT_KINDS = ['transcript', 'passCertificate'] as const satisfies readonly DocumentKind[];
export type ResultDocumentKind = (typeof RESULT_KINDS)[number];

export type ResultDocument = {
  readonly id: string;
  readonly kind: ResultDocumentKind;
  readonly number: string;
  readonly fileKey: string;
  /** Where it lies in a pack; absent for a file of its own. */
  readonly fileOffset: number | null;
  readonly fileLength: number | null;
};

/** Where an entry of one's own sits. `undefined` before it is seated, and for somebody else's. */
export async function findOwnSeat(
  db: Db,
  userId: string,
  entryId: string,
): Promise<{ readonly sittingId: string; readonly tableNumber: string } | undefined> {
  const [row] = await db
    .select({ sittingId: seat.sittingId, tableNumber: seat.tableNumber })
    .from(seat)
    .innerJoin(entry, eq(entry.id, seat.entryId))
    .innerJoin(candidate, and(eq(candidate.id, entry.candidateId), eq(candidate.userId, userId)))
    .where(eq(seat.entryId, entryId));
  return row;
}

/**
 * Whether a document says what everyone reads now: after a correction or a return to an earlier version its own are made
 * one after the other, and until then the one before would contradict the page.
 */
const isAsRead = sql<boolean>`(not starts_with("document"."source", 'publication:') or exists (
  select 1 from published_result made join published_result shown
    on shown.entry_id = made.entry_id and shown.body = made.body
  where made.entry_id = "document"."entry_id" and made.publication_id::text = split_part("document"."source", ':', 2)
    and shown.publication_id = (select r.publication_id from publication_release r
      join entry e on e.sitting_id = r.sitting_id where e.id = made.entry_id order by r.id desc limit 1)))`;

/** A result's documents: the latest edition of each, once issued, as long as it is valid and says what is published. */
export async function listResultDocuments(db: Db, entryId: string): Promise<ResultDocument[]> {
  const status = sql<string | null>`(select s.status from document_status s
    where s.document_id = "document"."id" order by s.id desc limit 1)`;
  const rows = await db
    .select({
      id: document.id,
      kind: document.kind,
      number: document.number,
      state: document.state,
      fileKey: document.fileKey,
      fileOffset: document.fileOffset,
      fileLength: document.fileLength,
      status,
      isAsRead,
    })
    .from(document)
    .where(and(eq(document.entryId, entryId), inArray(document.kind, [...RESULT_KINDS])))
    .orderBy(desc(document.edition));
  return RESULT_KINDS.flatMap((kind) => {
    const latest = rows.find((row) => row.kind === kind);
    if (latest?.state !== 'issued' || latest.fileKey === null || !latest.isAsRead) return [];
    const { id, number, fileKey, fileOffset, fileLength } = latest;
    return (latest.status ?? 'valid') === 'valid'
      ? [{ id, kind, number, fileKey, fileOffset, fileLength }]
      : [];
  });
}
