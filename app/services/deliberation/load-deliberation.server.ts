import { and, asc, desc, eq, getTableColumns, inArray, isNull } from 'drizzle-orm';
import {
  applyJuryDecisions,
  type FinalOutcome,
  type Jury,
  type JuryDecision,
} from '#app/domain/deliberation/jury-decision.ts';
import { type Regulation, regulationSchema } from '#app/domain/regulation/schema.ts';
import type { Outcome } from '#app/domain/regulation/trace.ts';
import type { Db } from '#db/client.ts';
import { roleGrant, userAccount } from '#db/schema/access.ts';
import {
  deliberation,
  deliberationMember,
  deliberationResult,
  juryDecision,
} from '#db/schema/deliberation.ts';
import { regulationVersion } from '#db/schema/sitting.ts';

/** A connection or a transaction. */
type Reader = Pick<Db, 'select' | 'selectDistinctOn'>;

/** The frozen snapshot left out: it is as large as its jury. */
export type DeliberationRow = Omit<typeof deliberation.$inferSelect, 'snapshot'>;

const { snapshot: _snapshot, ...withoutSnapshot } = getTableColumns(deliberation);

export async function loadDeliberation(db: Reader, id: string): Promise<DeliberationRow | undefined> {
  const [row] = await db.select(withoutSnapshot).from(deliberation).where(eq(deliberation.id, id));
  return row;
}

/** The regulation a deliberation was opened under. */
export async function loadRegulation(
  db: Reader,
  { regulationVersionId }: Pick<DeliberationRow, 'regulationVersionId'>,
): Promise<Regulation> {
  const [row] = await db
    .select({ body: regulationVersion.body })
    .from(regulationVersion)
    .where(eq(regulationVersion.id, regulationVersionId));
  if (!row) throw new Error(`no regulation ${regulationVersionId}`);
  return regulationSchema.parse(row.body);
}

/** Those appointed to a jury: who holds the role of its president or of a member. */
export async function loadAppointed(
  db: Reader,
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
export async function loadJury(db: Reader, { id, juryId }: DeliberationRow): Promise<Jury> {
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

/** The jury's decisions, oldest first: all, or those of one dossier. */
export async function loadJuryDecisions(
  db: Reader,
  deliberationId: string,
  dossier?: string,
): Promise<JuryDecision[]> {
  const rows = await db
    .select()
    .from(juryDecision)
    .where(
      and(
        eq(juryDecision.deliberationId, deliberationId),
        dossier === undefined ? undefined : eq(juryDecision.dossier, dossier),
      ),
    )
    .orderBy(asc(juryDecision.id));
  return rows.map((row) => ({
    dossier: row.dossier,
    kind: row.kind as JuryDecision['kind'],
    decision: row.decision as JuryDecision['decision'],
    reason: row.reason,
    members: row.members,
    ...(row.papers === null ? {} : { papers: row.papers }),
  }));
}

/** What the regulation says of each dossier, fraud counted in the papers its jury voided. */
async function loadOutcomes(db: Reader, deliberationId: string): Promise<Map<string, Outcome>> {
  const rows = await db
    .select({ dossier: deliberationResult.dossier, outcome: deliberationResult.outcome })
    .from(deliberationResult)
    .where(eq(deliberationResult.deliberationId, deliberationId));
  const latest = await db
    .selectDistinctOn([juryDecision.dossier], {
      dossier: juryDecision.dossier,
      outcome: juryDecision.outcome,
    })
    .from(juryDecision)
    .where(eq(juryDecision.deliberationId, deliberationId))
    .orderBy(asc(juryDecision.dossier), desc(juryDecision.id));
  const voided = latest.filter(({ outcome }) => outcome !== null);
  return new Map([...rows, ...voided].map((row) => [row.dossier, row.outcome as Outcome]));
}

/** Each dossier's outcome after the jury's decisions. */
export async function loadFinalOutcomes(
  db: Reader,
  deliberationId: string,
): Promise<ReadonlyMap<string, FinalOutcome>> {
  const outcomes = await loadOutcomes(db, deliberationId);
  return applyJuryDecisions(outcomes, await loadJuryDecisions(db, deliberationId));
}
