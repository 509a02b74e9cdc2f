import { and, asc, eq, inArray, isNull } from 'drizzle-orm';
import {
  applyJuryDecisions,
  type FinalOutcome,
  type Jury,
  type JuryDecision,
} from '#app/domain/deliberation/jury-decision.ts';
import type { Outcome } from '#app/domain/regulation/trace.ts';
import type { TxDb } from '#db/client.ts';
import { roleGrant, userAccount } from '#db/schema/access.ts';
import {
  deliberation,
  deliberationMember,
  deliberationResult,
  juryDecision,
} from '#db/schema/deliberation.ts';

export type DeliberationRow = typeof deliberation.$inferSelect;

export async function loadDeliberation(db: TxDb, id: string): Promise<DeliberationRow | undefined> {
  const [row] = await db.select().from(deliberation).where(eq(deliberation.id, id));
  return row;
}

/** Those appointed to a jury: who holds the role of its president or of a member. */
export async function loadAppointed(
  db: TxDb,
  juryId: string,
): Promise<{ readonly appointed: readonly string[]; readonly presidents: readonly string[] }> {
  const rows = await db
    .select({ userId: roleGrant.userId, role: roleGrant.role })
    .from(roleGrant)
    .innerJoin(userAccount, and(eq(userAccount.id, roleGrant.userId), isNull(userAccount.disabledAt)))
    .where(and(eq(roleGrant.juryId, juryId), inArray(roleGrant.role, ['juryPresident', 'juryMember'])))
    .orderBy(asc(roleGrant.userId));
  return {
    appointed: [...new Set(rows.map(({ userId }) => userId))],
    presidents: rows.filter(({ role }) => role === 'juryPresident').map(({ userId }) => userId),
  };
}

/** The jury as it sits: of several presidents, the one who is present. */
export async function loadJury(db: TxDb, { id, juryId }: DeliberationRow): Promise<Jury> {
  const { appointed, presidents } = await loadAppointed(db, juryId);
  const members = await db
    .select({ userId: deliberationMember.userId })
    .from(deliberationMember)
    .where(eq(deliberationMember.deliberationId, id))
    .orderBy(asc(deliberationMember.joinedAt));
  const present = members.map(({ userId }) => userId);
  const president = presidents.find((userId) => present.includes(userId)) ?? presidents[0] ?? '';
  return { appointed, president, present };
}

/** The jury's decisions, oldest first. */
export async function loadJuryDecisions(db: TxDb, deliberationId: string): Promise<JuryDecision[]> {
  const rows = await db
    .select()
    .from(juryDecision)
    .where(eq(juryDecision.deliberationId, deliberationId))
    .orderBy(asc(juryDecision.id));
  return rows.map(({ dossier, kind, decision, reason, members }) => ({
    dossier,
    kind: kind as JuryDecision['kind'],
    decision: decision as JuryDecision['decision'],
    reason,
    members,
  }));
}

/** Each dossier's outcome after the jury's decisions. */
export async function loadFinalOutcomes(
  db: TxDb,
  deliberationId: string,
): Promise<ReadonlyMap<string, FinalOutcome>> {
  const rows = await db
    .select({ dossier: deliberationResult.dossier, outcome: deliberationResult.outcome })
    .from(deliberationResult)
    .where(eq(deliberationResult.deliberationId, deliberationId));
  const outcomes = new Map(rows.map((row) => [row.dossier, row.outcome as Outcome]));
  return applyJuryDecisions(outcomes, await loadJuryDecisions(db, deliberationId));
}
