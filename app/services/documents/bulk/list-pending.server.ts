import { and, asc, eq, inArray, isNull, type SQL, sql } from 'drizzle-orm';
import type { BulkKind } from '#app/domain/documents/bulk-kinds.ts';
import { packedName } from '#app/domain/documents/packed-name.ts';
import type { Db } from '#db/client.ts';
import { document } from '#db/schema/document.ts';
import { entry } from '#db/schema/registration.ts';
import { seat } from '#db/schema/seating.ts';

/** Numbered and not yet issued, of one sitting and kind. */
const pendingOf = (sittingId: string, kind: BulkKind) =>
  and(eq(entry.sittingId, sittingId), eq(document.kind, kind), eq(document.state, 'pending'));

export type PendingCentre = { readonly centreId: string | null; readonly documents: number };

/** How many documents of a sitting and kind wait to be drawn, centre by centre. */
export async function countPending(db: Db, sittingId: string, kind: BulkKind): Promise<PendingCentre[]> {
  return db
    .select({ centreId: seat.centreId, documents: sql<number>`count(*)::int` })
    .from(document)
    .innerJoin(entry, eq(entry.id, document.entryId))
    .leftJoin(seat, eq(seat.entryId, entry.id))
    .where(pendingOf(sittingId, kind))
    .groupBy(seat.centreId)
    .orderBy(sql`count(*) desc`, asc(seat.centreId));
}

export type PendingDocument = {
  readonly id: string;
  readonly entryId: string;
  readonly organisationId: string;
  readonly createdAt: Date;
  /** Its file's, inside the pack. */
  readonly name: string;
};

/** The documents that wait in one centre, in the order of their table numbers, without what they say. */
export async function listPending(
  db: Db,
  { sittingId, kind, centreId }: { sittingId: string; kind: BulkKind; centreId: string | null },
): Promise<PendingDocument[]> {
  const here: SQL = centreId === null ? isNull(seat.centreId) : eq(seat.centreId, centreId);
  const rows = await db
    .select({
      id: document.id,
      entryId: document.entryId,
      organisationId: document.organisationId,
      createdAt: document.createdAt,
      edition: document.edition,
      tableNumber: sql<string>`coalesce(${seat.tableNumber}, ${entry.number}, ${document.number})`,
      surname: sql<string>`coalesce(${entry.surname}, '')`,
    })
    .from(document)
    .innerJoin(entry, eq(entry.id, document.entryId))
    .leftJoin(seat, eq(seat.entryId, entry.id))
    .where(and(pendingOf(sittingId, kind), here))
    .orderBy(asc(seat.tableNumber), asc(document.number), asc(document.edition));
  return rows.map(({ edition, tableNumber, surname, ...row }) => ({
    ...row,
    name: packedName({ tableNumber, surname, edition }),
  }));
}

/** What some documents say, as frozen. */
export async function loadModels(db: Db, ids: readonly string[]): Promise<Map<string, unknown>> {
  const rows = await db
    .select({ id: document.id, model: document.model })
    .from(document)
    .where(inArray(document.id, [...ids]));
  return new Map(rows.map(({ id, model }) => [id, model]));
}
