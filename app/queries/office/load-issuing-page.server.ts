import { and, asc, count, desc, eq, inArray, isNotNull, sql } from 'drizzle-orm';
import type { Reach } from '#app/domain/access/reach.ts';
import { BULK_KINDS, type BulkKind } from '#app/domain/documents/bulk-kinds.ts';
import type { Bilingual } from '#app/domain/regulation/schema.ts';
import type { Db } from '#db/client.ts';
import { findReleased } from '#db/released.ts';
import { document, documentPack, documentRefusal } from '#db/schema/document.ts';
import { centre } from '#db/schema/organisation.ts';
import { publishedResult } from '#db/schema/publication.ts';
import { entry } from '#db/schema/registration.ts';
import { seat } from '#db/schema/seating.ts';
import { sitting } from '#db/schema/sitting.ts';
import { type TaskState, task } from '#db/schema/task.ts';
import { withinReach } from './within-reach.ts';

export type IssuingRun = {
  readonly id: string;
  readonly state: TaskState;
  readonly done: number;
  readonly total: number;
  readonly failure: string | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
};

export type IssuingKindView = {
  readonly kind: BulkKind;
  /** Whether there is anything yet it could be made from. */
  readonly open: boolean;
  readonly due: number;
  readonly issued: number;
  readonly waiting: number;
  /** By people: they are not given again by a run. */
  readonly revoked: number;
  readonly refused: number;
  readonly run: IssuingRun | null;
};

export type RefusedCandidate = {
  readonly entryId: string;
  readonly kind: BulkKind;
  readonly candidate: string;
  readonly tableNumber: string | null;
  readonly reason: string;
  readonly detail: Readonly<Record<string, string>>;
};

export type PackView = {
  readonly id: string;
  readonly kind: BulkKind;
  readonly centre: string | null;
  readonly documents: number;
  readonly bytes: number;
  readonly sealedAt: Date | null;
  /** The file of all its pages for a printer, once somebody asked for it. */
  readonly print: { readonly state: TaskState; readonly done: number } | null;
};

export type SittingName = {
  readonly id: string;
  readonly organisationId: string;
  readonly name: Bilingual;
};

/** A sitting of the organisations reached. */
export async function findReachedSitting(
  db: Db,
  reach: Reach,
  sittingId: string,
): Promise<SittingName | undefined> {
  const [row] = await db
    .select({ id: sitting.id, organisationId: sitting.organisationId, name: sitting.name })
    .from(sitting)
    .where(and(eq(sitting.id, sittingId), withinReach(reach, sitting.organisationId)));
  return row;
}

/** How far each kind of document is issued to a sitting. */
export async function listIssuing(db: Db, sittingId: string): Promise<IssuingKindView[]> {
  const [due, stored, refused, runs] = await Promise.all([
    countDue(db, sittingId),
    countStored(db, sittingId),
    countRefused(db, sittingId),
    listRuns(db, sittingId),
  ]);
  return BULK_KINDS.map((kind) => {
    const mine = stored.find((row) => row.kind === kind);
    return {
      kind,
      open: due[kind] !== undefined,
      due: due[kind] ?? 0,
      issued: mine?.issued ?? 0,
      waiting: mine?.waiting ?? 0,
      revoked: mine?.revoked ?? 0,
      refused: refused.find((row) => row.kind === kind)?.count ?? 0,
      run: runs.get(kind) ?? null,
    };
  });
}

/** Of each kind, how many the seats or the results everyone reads give a right to; absent while there are none. */
async function countDue(db: Db, sittingId: string): Promise<Partial<Record<BulkKind, number>>> {
  const [seats] = await db.select({ count: count() }).from(seat).where(eq(seat.sittingId, sittingId));
  const convocation = seats?.count ? { convocation: seats.count } : {};
  const released = await findReleased(db, sittingId);
  if (!released) return convocation;
  const withAverage = sql`${publishedResult.body} #>> '{outcome,average}' is not null`;
  const [results] = await db
    .select({
      passed: sql<number>`(count(*) filter (where ${publishedResult.decision} = 'passed' and ${withAverage}))::int`,
      judged: sql<number>`(count(*) filter (where ${publishedResult.decision} in ('passed', 'failed') and ${withAverage}))::int`,
    })
    .from(publishedResult)
    .where(eq(publishedResult.publicationId, released.id));
  const { passed = 0, judged = 0 } = results ?? {};
  return { ...convocation, transcript: judged, passCertificate: passed, diploma: passed };
}

/** Issued and still good, numbered but not drawn yet, and revoked by people: those aren't given again by a run. */
async function countStored(db: Db, sittingId: string) {
  const last = sql`coalesce((select s.status from document_status s where s.document_id = "document"."id"
    order by s.id desc limit 1), 'valid')`;
  const by = sql`(select s.user_id from document_status s where s.document_id = "document"."id"
    order by s.id desc limit 1)`;
  return db
    .select({
      kind: document.kind,
      issued: sql<number>`(count(*) filter (where ${document.state} = 'issued' and ${last} in ('valid', 'suspended')))::int`,
      waiting: sql<number>`(count(*) filter (where ${document.state} = 'pending'))::int`,
      revoked: sql<number>`(count(*) filter (where ${last} = 'revoked' and ${by} is not null))::int`,
    })
    .from(document)
    .innerJoin(entry, eq(entry.id, document.entryId))
    .where(and(eq(entry.sittingId, sittingId), inArray(document.kind, [...BULK_KINDS])))
    .groupBy(document.kind);
}

async function countRefused(db: Db, sittingId: string) {
  return db
    .select({ kind: documentRefusal.kind, count: count() })
    .from(documentRefusal)
    .where(eq(documentRefusal.sittingId, sittingId))
    .groupBy(documentRefusal.kind);
}

/** The latest run of each kind. */
async function listRuns(db: Db, sittingId: string): Promise<Map<string, IssuingRun>> {
  const kind = sql<string>`${task.subject} ->> 'kind'`;
  const rows = await db
    .selectDistinctOn([kind], {
      kind,
      run: {
        id: task.id,
        state: task.state,
        done: task.done,
        total: task.total,
        failure: task.failure,
        createdAt: task.createdAt,
        updatedAt: task.updatedAt,
      },
    })
    .from(task)
    .where(
      and(eq(task.kind, 'issue-documents'), sql`${task.subject} @> ${JSON.stringify({ sittingId })}::jsonb`),
    )
    .orderBy(kind, desc(task.createdAt));
  return new Map(rows.map((row) => [row.kind, row.run]));
}

const MOST_REFUSED = 100;

/** Who should have been given a document and could not, the first hundred. */
export async function listRefused(db: Db, sittingId: string): Promise<RefusedCandidate[]> {
  const rows = await db
    .select({
      entryId: documentRefusal.entryId,
      kind: documentRefusal.kind,
      candidate: sql<string>`concat_ws(' ', ${entry.surname}, ${entry.givenNames})`,
      tableNumber: seat.tableNumber,
      reason: documentRefusal.reason,
      detail: documentRefusal.detail,
    })
    .from(documentRefusal)
    .innerJoin(entry, eq(entry.id, documentRefusal.entryId))
    .leftJoin(seat, eq(seat.entryId, entry.id))
    .where(eq(documentRefusal.sittingId, sittingId))
    .orderBy(asc(documentRefusal.kind), asc(seat.tableNumber))
    .limit(MOST_REFUSED);
  return rows.flatMap((row) => (row.kind === 'receipt' ? [] : [{ ...row, kind: row.kind }]));
}

const MOST_PACKS = 500;

/** The finished packs of a sitting, the newest first. */
export async function listPacks(db: Db, sittingId: string): Promise<PackView[]> {
  const rows = await db
    .select({
      id: documentPack.id,
      kind: documentPack.kind,
      centre: sql<string | null>`${centre.code} || ' · ' || ${centre.name}`,
      documents: documentPack.documents,
      bytes: documentPack.bytes,
      sealedAt: documentPack.sealedAt,
    })
    .from(documentPack)
    .leftJoin(centre, eq(centre.id, documentPack.centreId))
    .where(and(eq(documentPack.sittingId, sittingId), isNotNull(documentPack.sealedAt)))
    .orderBy(asc(documentPack.kind), asc(centre.code), desc(documentPack.sealedAt))
    .limit(MOST_PACKS);
  const prints = await listPrints(db, sittingId);
  return rows.flatMap((row) =>
    row.kind === 'receipt' ? [] : [{ ...row, kind: row.kind, print: prints.get(row.id) ?? null }],
  );
}

/** The latest printing of each pack. */
async function listPrints(db: Db, sittingId: string) {
  const packId = sql<string>`${task.subject} ->> 'packId'`;
  const rows = await db
    .selectDistinctOn([packId], { packId, state: task.state, done: task.done })
    .from(task)
    .where(and(eq(task.kind, 'print-pack'), sql`${task.subject} ->> 'sittingId' = ${sittingId}`))
    .orderBy(packId, desc(task.createdAt));
  return new Map(rows.map(({ packId: id, ...print }) => [id, print]));
}

/** Where a finished pack is kept, and what it holds; undefined for one out of reach or of another sitting. */
export async function findPack(db: Db, reach: Reach, about: { sittingId: string; packId: string }) {
  const [row] = await db
    .select({
      fileKey: documentPack.fileKey,
      organisationId: documentPack.organisationId,
      kind: documentPack.kind,
      bytes: documentPack.bytes,
      centre: centre.code,
      sealedAt: documentPack.sealedAt,
    })
    .from(documentPack)
    .leftJoin(centre, eq(centre.id, documentPack.centreId))
    .where(
      and(
        eq(documentPack.id, about.packId),
        eq(documentPack.sittingId, about.sittingId),
        withinReach(reach, documentPack.organisationId),
      ),
    );
  return row?.fileKey ? { ...row, fileKey: row.fileKey } : undefined;
}
