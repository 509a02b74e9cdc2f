import { and, asc, desc, eq, sql } from 'drizzle-orm';
import { CLAIM_STATES, type ClaimState } from '#app/domain/deliberation/round-states.ts';
import type { Db } from '#db/client.ts';
import { entry } from '#db/schema/registration.ts';
import { claim, round } from '#db/schema/round.ts';
import { seat } from '#db/schema/seating.ts';

export const CLAIMS_PER_PAGE = 50;

export type ClaimFilter = {
  readonly state: ClaimState | undefined;
  readonly paper: string | undefined;
  /** From 1. */
  readonly page: number;
};

const columns = {
  id: claim.id,
  sittingId: claim.sittingId,
  organisationId: claim.organisationId,
  entryId: claim.entryId,
  publicationId: claim.publicationId,
  paper: claim.paperCode,
  reason: claim.reason,
  state: claim.state,
  filedAt: claim.filedAt,
  answer: claim.answer,
  answeredAt: claim.answeredAt,
  round: round.number,
  tableNumber: seat.tableNumber,
  surname: entry.surname,
  givenNames: entry.givenNames,
};

function claims(db: Db) {
  return db
    .select(columns)
    .from(claim)
    .innerJoin(entry, eq(entry.id, claim.entryId))
    .innerJoin(seat, eq(seat.entryId, entry.id))
    .leftJoin(round, eq(round.id, claim.roundId));
}

/** A sitting's claims, those to answer first, the oldest before; with how many there are in each state. */
export async function listClaims(db: Db, sittingId: string, { state, paper, page }: ClaimFilter) {
  const ofPaper = paper === undefined ? undefined : eq(claim.paperCode, paper);
  const within = and(eq(claim.sittingId, sittingId), ofPaper);
  const counted = await db
    .select({ state: claim.state, count: sql<number>`count(*)::int` })
    .from(claim)
    .where(within)
    .groupBy(claim.state);
  const byState = CLAIM_STATES.map((one) => ({
    state: one,
    count: counted.find((row) => row.state === one)?.count ?? 0,
  }));
  const rows = await claims(db)
    .where(and(within, state && eq(claim.state, state)))
    .orderBy(desc(eq(claim.state, 'filed')), asc(claim.filedAt), asc(claim.id))
    .limit(CLAIMS_PER_PAGE)
    .offset((page - 1) * CLAIMS_PER_PAGE);
  const total = byState.reduce((sum, one) => sum + (!state || one.state === state ? one.count : 0), 0);
  return { rows, byState, total };
}

export async function loadClaim(db: Db, claimId: string) {
  const [row] = await claims(db).where(eq(claim.id, claimId));
  return row;
}

/** The claims of one's own entry, oldest first. */
export async function listEntryClaims(db: Db, entryId: string) {
  return claims(db).where(eq(claim.entryId, entryId)).orderBy(asc(claim.filedAt), asc(claim.id));
}
