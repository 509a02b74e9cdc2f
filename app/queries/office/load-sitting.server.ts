import { and, asc, desc, eq, inArray, notInArray, sql } from 'drizzle-orm';
import { organisationsOf, type Reach } from '#app/domain/access/reach.ts';
import type { EntryState } from '#app/domain/registration/states.ts';
import type { Db } from '#db/client.ts';
import { findReleased } from '#db/released.ts';
import { deliberation } from '#db/schema/deliberation.ts';
import { bundle } from '#db/schema/marking.ts';
import { organisation, region } from '#db/schema/organisation.ts';
import { publicationDraft } from '#db/schema/publication.ts';
import { correctionRequest, entry } from '#db/schema/registration.ts';
import { claim, round } from '#db/schema/round.ts';
import { jury, seat } from '#db/schema/seating.ts';
import { exam, feeSchedule, paperSlot, regulationVersion, sitting } from '#db/schema/sitting.ts';
import { withinReach } from './within-reach.ts';

/** The sittings of the organisations reached, the newest first. Their dates and states are no secret of a region. */
export async function listSittings(db: Db, reach: Reach) {
  const organisations = [...organisationsOf(reach)];
  if (organisations.length === 0) return [];
  const sent = sql<number>`count(${entry.id}) filter (where ${entry.state} not in ('draft', 'withdrawn'))::int`;
  return db
    .select({
      id: sitting.id,
      name: sitting.name,
      year: sitting.year,
      state: sitting.state,
      examCode: exam.code,
      entriesCloseAt: sitting.entriesCloseAt,
      examStartsOn: sitting.examStartsOn,
      entries: sent,
    })
    .from(sitting)
    .innerJoin(exam, eq(exam.id, sitting.examId))
    .leftJoin(
      entry,
      and(eq(entry.sittingId, sitting.id), withinReach(reach, entry.organisationId, entry.regionId)),
    )
    .where(inArray(sitting.organisationId, organisations))
    .groupBy(sitting.id, exam.code)
    .orderBy(desc(sitting.year), asc(exam.code))
    .limit(200);
}

/** A sitting with its parts; `undefined` for an unknown one and for one of an organisation out of reach. */
export async function loadSitting(db: Db, reach: Reach, sittingId: string) {
  const organisations = [...organisationsOf(reach)];
  if (organisations.length === 0) return undefined;
  const [row] = await db
    .select({
      sitting,
      examCode: exam.code,
      examName: exam.name,
      profile: organisation.profile,
      regulation: {
        code: regulationVersion.code,
        version: regulationVersion.version,
        hash: regulationVersion.hash,
      },
      regulationBody: regulationVersion.body,
      feeSchedule: { code: feeSchedule.code, version: feeSchedule.version },
      feeBody: feeSchedule.body,
    })
    .from(sitting)
    .innerJoin(exam, eq(exam.id, sitting.examId))
    .innerJoin(organisation, eq(organisation.id, sitting.organisationId))
    .innerJoin(regulationVersion, eq(regulationVersion.id, sitting.regulationVersionId))
    .innerJoin(feeSchedule, eq(feeSchedule.id, sitting.feeScheduleId))
    .where(and(eq(sitting.id, sittingId), inArray(sitting.organisationId, organisations)));
  if (!row) return undefined;
  const slots = await db
    .select({ paperCode: paperSlot.paperCode, startsAt: paperSlot.startsAt, minutes: paperSlot.minutes })
    .from(paperSlot)
    .where(eq(paperSlot.sittingId, sittingId))
    .orderBy(asc(paperSlot.startsAt), asc(paperSlot.paperCode));
  return { ...row, slots };
}

export type Figure = { readonly key: string; readonly name: string | null; readonly count: number };
export type SittingFigures = {
  /** Entries that were sent and not withdrawn: what every breakdown below sums to. */
  readonly total: number;
  readonly byState: readonly Figure[];
  readonly bySex: readonly Figure[];
  readonly bySeries: readonly Figure[];
  readonly byRegion: readonly Figure[];
};

type Cell = {
  readonly state: EntryState;
  readonly sex: string;
  readonly series: string;
  readonly region: string;
};

/**
 * How many entries there are, told four ways from one reading of the table, so that they sum to the same total (Guinea
 * 2025: girls added to a total that already held them). Only what the reader may read is counted.
 */
export async function loadSittingFigures(db: Db, reach: Reach, sittingId: string): Promise<SittingFigures> {
  const cells = await db
    .select({
      state: entry.state,
      sex: sql<string>`coalesce(${entry.sex}, '')`,
      series: sql<string>`coalesce(${entry.series}, '')`,
      region: sql<string>`coalesce(${region.name}, '')`,
      count: sql<number>`count(*)::int`,
    })
    .from(entry)
    .leftJoin(region, eq(region.id, entry.regionId))
    .where(
      and(
        eq(entry.sittingId, sittingId),
        withinReach(reach, entry.organisationId, entry.regionId),
        sql`${entry.state} not in ('draft', 'withdrawn')`,
      ),
    )
    .groupBy(entry.state, entry.sex, entry.series, region.name);
  const by = (keyOf: (cell: Cell) => string): Figure[] => {
    const sums = new Map<string, number>();
    for (const cell of cells) sums.set(keyOf(cell), (sums.get(keyOf(cell)) ?? 0) + cell.count);
    return [...sums]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, count]) => ({ key, name: key === '' ? null : key, count }));
  };
  return {
    total: cells.reduce((sum, { count }) => sum + count, 0),
    byState: by(({ state }) => state),
    bySex: by(({ sex }) => sex),
    bySeries: by(({ series }) => series),
    byRegion: by(({ region: name }) => name),
  };
}

/** How many paid entries have an accepted proof sheet, and how many requests for a correction wait. */
export async function loadProofCounts(db: Db, reach: Reach, sittingId: string) {
  const open = sql`exists (select 1 from ${correctionRequest} where ${correctionRequest.entryId} = ${entry.id} and ${correctionRequest.state} = 'open')`;
  const due = sql`${entry.state} in ('paid', 'validated')`;
  const [counts] = await db
    .select({
      due: sql<number>`(count(*) filter (where ${due}))::int`,
      accepted: sql<number>`(count(*) filter (where ${due} and ${entry.proofAcceptedAt} is not null))::int`,
      waiting: sql<number>`(count(*) filter (where ${open}))::int`,
    })
    .from(entry)
    .where(and(eq(entry.sittingId, sittingId), withinReach(reach, entry.organisationId, entry.regionId)));
  return counts ?? { due: 0, accepted: 0, waiting: 0 };
}

/** How far a sitting's later steps are, for its timeline; the figures are those of the sitting itself, round 1. */
export async function loadSittingProgress(db: Db, sittingId: string) {
  const [counts] = await db.execute<
    Record<'seats' | 'bundles' | 'closed' | 'juries' | 'opened' | 'sealed', number>
  >(sql`
    select (select count(*)::int from ${seat} where ${seat.sittingId} = ${sittingId}) as seats,
      (select count(*)::int from ${bundle} where ${bundle.sittingId} = ${sittingId} and ${bundle.round} = 1) as bundles,
      (select count(*)::int from ${bundle} where ${bundle.sittingId} = ${sittingId} and ${bundle.round} = 1 and ${bundle.state} = 'closed') as closed,
      (select count(*)::int from ${jury} where ${jury.sittingId} = ${sittingId}) as juries,
      (select count(*)::int from ${deliberation} where ${deliberation.sittingId} = ${sittingId} and ${deliberation.round} = 1) as opened,
      (select count(*)::int from ${deliberation} where ${deliberation.sittingId} = ${sittingId} and ${deliberation.round} = 1 and ${deliberation.state} = 'sealed') as sealed`);
  const read = await findReleased(db, sittingId);
  const none = { seats: 0, bundles: 0, closed: 0, juries: 0, opened: 0, sealed: 0 };
  return {
    ...none,
    ...counts,
    published: read ? { version: read.version, publishedAt: read.publishedAt } : null,
    ...(await loadFollowing(db, sittingId)),
  };
}

/** What is under way after, or towards, a publication: a draft nobody reads yet, a round, claims to answer. */
async function loadFollowing(db: Db, sittingId: string) {
  const [draft] = await db
    .select({ state: publicationDraft.state, releasesAt: publicationDraft.releasesAt })
    .from(publicationDraft)
    .where(eq(publicationDraft.sittingId, sittingId))
    .orderBy(desc(publicationDraft.preparedAt))
    .limit(1);
  const [underWay] = await db
    .select({ number: round.number, kind: round.kind, state: round.state })
    .from(round)
    .where(and(eq(round.sittingId, sittingId), notInArray(round.state, ['published', 'cancelled'])))
    .limit(1);
  const claims = await db.$count(claim, and(eq(claim.sittingId, sittingId), eq(claim.state, 'filed')));
  const following = { round: underWay ?? null, claims };
  if (!draft || draft.state === 'released' || draft.state === 'putAside')
    return { ...following, draft: null };
  return { ...following, draft: { state: draft.state, releasesAt: draft.releasesAt } };
}
