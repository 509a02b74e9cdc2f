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

/** A result's documents: the latest edition of each, once issued and as long as it is valid. */
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
      status,
    })
    .from(document)
    .where(and(eq(document.entryId, entryId), inArray(document.kind, [...RESULT_KINDS])))
    .orderBy(desc(document.edition));
  return RESULT_KINDS.flatMap((kind) => {
    const latest = rows.find((row) => row.kind === kind);
    if (latest?.state !== 'issued' || latest.fileKey === null) return [];
    const { id, number, fileKey } = latest;
    return (latest.status ?? 'valid') === 'valid' ? [{ id, kind, number, fileKey }] : [];
  });
}
