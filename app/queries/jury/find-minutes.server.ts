import { and, asc, eq, sql } from 'drizzle-orm';
import type { RoundKind } from '#app/domain/deliberation/round-states.ts';
import type { DeliberationState } from '#app/domain/deliberation/states.ts';
import type { Bilingual } from '#app/domain/regulation/schema.ts';
import type { Db } from '#db/client.ts';
import { deliberation, minutes } from '#db/schema/deliberation.ts';
import { round } from '#db/schema/round.ts';
import { jury } from '#db/schema/seating.ts';
import { sitting } from '#db/schema/sitting.ts';

export type MinutesFile = {
  readonly organisationId: string;
  readonly juryId: string;
  readonly fileKey: string;
  readonly jury: number;
  readonly round: number;
};

/** The signed minutes of a deliberation; the caller asks whether the reader is in scope. */
export async function findMinutes(db: Db, deliberationId: string): Promise<MinutesFile | undefined> {
  const [row] = await db
    .select({
      organisationId: deliberation.organisationId,
      juryId: deliberation.juryId,
      fileKey: minutes.fileKey,
      jury: jury.number,
      round: deliberation.round,
    })
    .from(minutes)
    .innerJoin(deliberation, eq(deliberation.id, minutes.deliberationId))
    .innerJoin(jury, eq(jury.id, deliberation.juryId))
    .where(eq(minutes.deliberationId, deliberationId));
  return row;
}

export type MinutesLine = {
  readonly deliberationId: string;
  readonly jury: { readonly number: number; readonly name: string };
  readonly round: number;
  readonly kind: RoundKind | null;
  readonly state: DeliberationState;
  readonly dossiers: number;
  readonly signed: { readonly as: string; readonly at: Date } | null;
};

export type SittingMinutes = {
  readonly organisationId: string;
  readonly name: Bilingual;
  readonly lines: readonly MinutesLine[];
};

/** Every deliberation of a sitting and whether its minutes are signed. */
export async function listMinutes(db: Db, sittingId: string): Promise<SittingMinutes | undefined> {
  const [head] = await db
    .select({ organisationId: sitting.organisationId, name: sitting.name })
    .from(sitting)
    .where(eq(sitting.id, sittingId));
  if (!head) return undefined;
  const lines = await db
    .select({
      deliberationId: deliberation.id,
      jury: { number: jury.number, name: jury.name },
      round: deliberation.round,
      kind: round.kind,
      state: deliberation.state,
      dossiers: sql<number>`(select count(*)::int from deliberation_result r
        where r.deliberation_id = ${deliberation.id})`,
      signed: { as: minutes.signedAs, at: minutes.signedAt },
    })
    .from(deliberation)
    .innerJoin(jury, eq(jury.id, deliberation.juryId))
    .leftJoin(round, and(eq(round.sittingId, deliberation.sittingId), eq(round.number, deliberation.round)))
    .leftJoin(minutes, eq(minutes.deliberationId, deliberation.id))
    .where(eq(deliberation.sittingId, sittingId))
    .orderBy(asc(deliberation.round), asc(jury.number));
  return { ...head, lines };
}
