import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { RoundKind } from '#app/domain/deliberation/round-states.ts';
import type { DeliberationState } from '#app/domain/deliberation/states.ts';
import { type Bilingual, type Regulation, regulationSchema } from '#app/domain/regulation/schema.ts';
import type { Db } from '#db/client.ts';
import { roleGrant, userAccount } from '#db/schema/access.ts';
import { deliberation, deliberationMember, minutes } from '#db/schema/deliberation.ts';
import { round } from '#db/schema/round.ts';
import { jury } from '#db/schema/seating.ts';
import { regulationVersion, sitting } from '#db/schema/sitting.ts';

export type DeliberationHead = {
  readonly id: string;
  readonly organisationId: string;
  readonly sittingId: string;
  readonly juryId: string;
  readonly jury: { readonly number: number; readonly name: string };
  readonly sitting: Bilingual;
  readonly round: number;
  /** Null for round 1, the sitting itself. */
  readonly kind: RoundKind | null;
  readonly state: DeliberationState;
  readonly openedAt: Date;
  readonly sealedAt: Date | null;
  readonly snapshotHash: string;
  readonly regulationVersionId: string;
  /** Null until the president has signed. */
  readonly minutes: { readonly signedAs: string; readonly signedAt: Date; readonly hash: string } | null;
};

export async function findDeliberation(db: Db, id: string): Promise<DeliberationHead | undefined> {
  const [row] = await db
    .select({
      id: deliberation.id,
      organisationId: deliberation.organisationId,
      sittingId: deliberation.sittingId,
      juryId: deliberation.juryId,
      jury: { number: jury.number, name: jury.name },
      sitting: sitting.name,
      round: deliberation.round,
      kind: round.kind,
      state: deliberation.state,
      openedAt: deliberation.openedAt,
      sealedAt: deliberation.sealedAt,
      snapshotHash: deliberation.snapshotHash,
      regulationVersionId: deliberation.regulationVersionId,
      minutes: { signedAs: minutes.signedAs, signedAt: minutes.signedAt, hash: minutes.modelHash },
    })
    .from(deliberation)
    .innerJoin(jury, eq(jury.id, deliberation.juryId))
    .innerJoin(sitting, eq(sitting.id, deliberation.sittingId))
    .leftJoin(round, and(eq(round.sittingId, deliberation.sittingId), eq(round.number, deliberation.round)))
    .leftJoin(minutes, eq(minutes.deliberationId, deliberation.id))
    .where(eq(deliberation.id, id));
  return row;
}

/** The regulation a deliberation runs under. */
export async function loadRegulationOf(
  db: Db,
  { regulationVersionId }: Pick<DeliberationHead, 'regulationVersionId'>,
): Promise<Regulation> {
  const [row] = await db
    .select({ body: regulationVersion.body })
    .from(regulationVersion)
    .where(eq(regulationVersion.id, regulationVersionId));
  return regulationSchema.parse(row?.body);
}

export type Member = {
  readonly id: string;
  readonly name: string;
  readonly president: boolean;
  readonly present: boolean;
};

/** Who is appointed, who presides and who is present. */
export async function listMembers(db: Db, { id, juryId }: DeliberationHead): Promise<Member[]> {
  const rows = await db
    .select({
      id: userAccount.id,
      name: userAccount.displayName,
      president: sql<boolean>`bool_or(${roleGrant.role} = 'juryPresident')`,
      present: sql<boolean>`bool_or(${deliberationMember.userId} is not null)`,
    })
    .from(roleGrant)
    .innerJoin(userAccount, and(eq(userAccount.id, roleGrant.userId), isNull(userAccount.disabledAt)))
    .leftJoin(
      deliberationMember,
      and(eq(deliberationMember.deliberationId, id), eq(deliberationMember.userId, roleGrant.userId)),
    )
    .where(and(eq(roleGrant.juryId, juryId), inArray(roleGrant.role, ['juryPresident', 'juryMember'])))
    .groupBy(userAccount.id)
    .orderBy(asc(userAccount.displayName));
  return [...rows].sort((a, b) => Number(b.president) - Number(a.president));
}
