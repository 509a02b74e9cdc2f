import { and, asc, eq, or, sql } from 'drizzle-orm';
import type { FrozenSnapshot } from '#app/domain/deliberation/build-snapshots.ts';
import { type Competing, compete } from '#app/domain/deliberation/compete.ts';
import type { JuryDecision } from '#app/domain/deliberation/jury-decision.ts';
import { voidedDossiers } from '#app/domain/deliberation/voided-dossiers.ts';
import type { Allocation } from '#app/domain/regulation/competition/allocate-posts.ts';
import type { Decision, Regulation } from '#app/domain/regulation/schema.ts';
import type { Db } from '#db/client.ts';
import { deliberation, juryDecision } from '#db/schema/deliberation.ts';
import { standing } from './standing.server.ts';

export type CompetitionPage = {
  readonly allocation: Allocation;
  /** Whose dossiers are counted: this jury's, and those of every other that has sealed. */
  readonly juries: number;
  readonly dossiers: number;
};

type Asked = { readonly id: string; readonly sittingId: string; readonly round: number };

/** What the competition gives over this jury and all that have sealed in the round; by code. */
export async function loadCompetition(
  db: Db,
  { id, sittingId, round }: Asked,
  regulation: Regulation,
): Promise<CompetitionPage | undefined> {
  const held = await db
    .select({ id: deliberation.id, snapshot: deliberation.snapshot })
    .from(deliberation)
    .where(
      and(
        eq(deliberation.sittingId, sittingId),
        eq(deliberation.round, round),
        or(eq(deliberation.state, 'sealed'), eq(deliberation.id, id)),
      ),
    );
  const competing: Competing[] = [];
  for (const one of held)
    competing.push(...(await competingOf(db, one.id, one.snapshot as FrozenSnapshot, regulation)));
  const allocation = compete(competing, regulation);
  return allocation && { allocation, juries: held.length, dossiers: competing.length };
}

async function competingOf(
  db: Db,
  deliberationId: string,
  { dossiers }: FrozenSnapshot,
  regulation: Regulation,
): Promise<Competing[]> {
  const voiding = await db
    .select()
    .from(juryDecision)
    .where(eq(juryDecision.deliberationId, deliberationId))
    .orderBy(asc(juryDecision.id));
  const decisions = voiding.map(({ papers, kind, decision, dossier, reason, members }) => ({
    ...{ dossier, reason, members },
    kind: kind as JuryDecision['kind'],
    decision: decision as Decision,
    ...(papers === null ? {} : { papers }),
  }));
  const voided = voidedDossiers(dossiers, decisions, regulation);
  const rows = await db.execute<{ dossier: string; decision: Decision }>(
    sql`select dossier, decision from (${standing(deliberationId)}) s`,
  );
  return [...rows].flatMap(({ dossier: code, decision }) => {
    const snapshot = voided.get(code)?.snapshot ?? dossiers[code];
    return snapshot ? [{ code, decision, snapshot }] : [];
  });
}
