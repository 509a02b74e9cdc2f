import { and, asc, eq, ilike, inArray, isNotNull, isNull, like, or, type SQL, sql } from 'drizzle-orm';
import type { Reach } from '#app/domain/access/reach.ts';
import type { DocumentStatus } from '#app/domain/documents/kinds.ts';
import { KEPT_KINDS, type KeptKind } from '#app/domain/documents/status-change.ts';
import { documentNumberKey } from '#app/domain/verification/typed-code.ts';
import { containing, withinReach } from '#app/queries/office/within-reach.ts';
import type { Db } from '#db/client.ts';
import { userAccount } from '#db/schema/access.ts';
import { document, documentHandOver, documentStatus } from '#db/schema/document.ts';
import { centre, region } from '#db/schema/organisation.ts';
import { entry } from '#db/schema/registration.ts';
import { seat } from '#db/schema/seating.ts';
import { sitting } from '#db/schema/sitting.ts';

export const HAND_OVER_STATES = ['waiting', 'collected'] as const;
export type HandOverFilter = {
  /** Part of a document's number however it is typed, a table number, or part of a name. */
  readonly text?: string | undefined;
  readonly kind?: KeptKind | undefined;
  readonly sittingId?: string | undefined;
  readonly regionId?: string | undefined;
  readonly state: (typeof HAND_OVER_STATES)[number];
};

export const HAND_OVERS_PER_PAGE = 50;

const status = sql<DocumentStatus>`coalesce((select s.status from ${documentStatus} s
  where s.document_id = ${document.id} order by s.id desc limit 1), 'valid')`;

const columns = {
  id: document.id,
  kind: document.kind,
  number: document.number,
  edition: document.edition,
  status,
  surname: entry.surname,
  givenNames: entry.givenNames,
  tableNumber: seat.tableNumber,
  region: region.name,
  centre: centre.name,
  sittingName: sitting.name,
  collector: documentHandOver.collector,
  handedAt: documentHandOver.at,
};

/** What can be given out in a reach: to be collected while valid, or collected already, whatever became of it since. */
function conditions(
  reach: Reach,
  { text, kind, sittingId, regionId, state }: HandOverFilter,
): SQL | undefined {
  return and(
    withinReach(reach, document.organisationId, entry.regionId),
    eq(document.state, 'issued'),
    kind === undefined ? inArray(document.kind, [...KEPT_KINDS]) : eq(document.kind, kind),
    sittingId === undefined ? undefined : eq(entry.sittingId, sittingId),
    regionId === undefined ? undefined : eq(entry.regionId, regionId),
    state === 'waiting'
      ? and(isNull(documentHandOver.documentId), sql`${status} = 'valid'`)
      : isNotNull(documentHandOver.documentId),
    text === undefined ? undefined : matching(text),
  );
}

function matching(text: string): SQL | undefined {
  return or(
    like(document.numberKey, containing(documentNumberKey(text))),
    eq(seat.tableNumber, text),
    ilike(sql`${entry.surname} || ' ' || coalesce(${entry.givenNames}, '')`, containing(text)),
  );
}

function joined(db: Db) {
  return db
    .select(columns)
    .from(document)
    .innerJoin(entry, eq(entry.id, document.entryId))
    .innerJoin(sitting, eq(sitting.id, entry.sittingId))
    .leftJoin(region, eq(region.id, entry.regionId))
    .leftJoin(seat, eq(seat.entryId, entry.id))
    .leftJoin(centre, eq(centre.id, seat.centreId))
    .leftJoin(documentHandOver, eq(documentHandOver.documentId, document.id));
}

export type HandOverRow = Awaited<ReturnType<typeof readHandOvers>>[number];

/** One page of them, by centre and table: the order in which printed documents lie. */
export function readHandOvers(
  db: Db,
  reach: Reach,
  filter: HandOverFilter,
  { page, size }: { readonly page: number; readonly size: number },
) {
  return joined(db)
    .where(conditions(reach, filter))
    .orderBy(asc(centre.name), asc(seat.tableNumber), asc(document.number), asc(document.edition))
    .limit(size)
    .offset((page - 1) * size);
}

/** How many there are in each region, and in all. */
export async function countHandOvers(db: Db, reach: Reach, filter: HandOverFilter) {
  const regions = await db
    .select({ region: region.name, count: sql<number>`count(*)::int` })
    .from(document)
    .innerJoin(entry, eq(entry.id, document.entryId))
    .leftJoin(region, eq(region.id, entry.regionId))
    .leftJoin(seat, eq(seat.entryId, entry.id))
    .leftJoin(documentHandOver, eq(documentHandOver.documentId, document.id))
    .where(conditions(reach, filter))
    .groupBy(region.name)
    .orderBy(asc(region.name));
  return { regions, total: regions.reduce((sum, { count }) => sum + count, 0) };
}

/** One document at the counter where it is collected; `undefined` out of reach and for what nobody collects. */
export async function findHandOver(db: Db, reach: Reach, documentId: string) {
  const [row] = await joined(db).where(
    and(
      eq(document.id, documentId),
      eq(document.state, 'issued'),
      inArray(document.kind, [...KEPT_KINDS]),
      withinReach(reach, document.organisationId, entry.regionId),
    ),
  );
  if (!row) return undefined;
  const [given] = await db
    .select({
      to: documentHandOver.to,
      identityPaper: documentHandOver.identityPaper,
      place: documentHandOver.place,
      by: userAccount.displayName,
    })
    .from(documentHandOver)
    .innerJoin(userAccount, eq(userAccount.id, documentHandOver.handedBy))
    .where(eq(documentHandOver.documentId, documentId));
  return { ...row, given: given ?? null };
}
