import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm';
import {
  DOSSIERS_PER_PAGE,
  type DossierCounts,
  type DossierLine,
  type DossierList,
} from '#app/domain/deliberation/dossier-lists.ts';
import type { DeliberationState } from '#app/domain/deliberation/states.ts';
import type { Bilingual, Decision } from '#app/domain/regulation/schema.ts';
import type { Db } from '#db/client.ts';
import { roleGrant, userAccount } from '#db/schema/access.ts';
import { deliberation, deliberationMember } from '#db/schema/deliberation.ts';
import { jury } from '#db/schema/seating.ts';
import { sitting } from '#db/schema/sitting.ts';

export type DeliberationHead = {
  readonly id: string;
  readonly organisationId: string;
  readonly juryId: string;
  readonly jury: { readonly number: number; readonly name: string };
  readonly sitting: Bilingual;
  readonly state: DeliberationState;
  readonly openedAt: Date;
  readonly sealedAt: Date | null;
  readonly snapshotHash: string;
};

export async function findDeliberation(db: Db, id: string): Promise<DeliberationHead | undefined> {
  const [row] = await db
    .select({
      id: deliberation.id,
      organisationId: deliberation.organisationId,
      juryId: deliberation.juryId,
      jury: { number: jury.number, name: jury.name },
      sitting: sitting.name,
      state: deliberation.state,
      openedAt: deliberation.openedAt,
      sealedAt: deliberation.sealedAt,
      snapshotHash: deliberation.snapshotHash,
    })
    .from(deliberation)
    .innerJoin(jury, eq(jury.id, deliberation.juryId))
    .innerJoin(sitting, eq(sitting.id, deliberation.sittingId))
    .where(eq(deliberation.id, id));
  return row;
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

/** Each dossier with what stands: the jury's latest decision, else the regulation's. */
const standing = (deliberationId: string) => sql`
  select r.dossier, r.average, r.honours, r.decision as computed, coalesce(j.decision, r.decision) as decision,
    j.kind, r.outcome -> 'name' as name, jsonb_array_length(r.outcome -> 'rescuable') > 0 as near
  from deliberation_result r
  left join lateral (select decision, kind from jury_decision
    where deliberation_id = r.deliberation_id and dossier = r.dossier order by id desc limit 1) j on true
  where r.deliberation_id = ${deliberationId}`;

type RawLine = { dossier: string; average: string | null; decision: Decision; kind: string | null };

/** One page of a list, highest average first. */
export async function listDossiers(
  db: Db,
  deliberationId: string,
  { list, page }: { readonly list: DossierList; readonly page: number },
): Promise<DossierLine[]> {
  const chosen = list === 'near' ? sql`near` : sql`decision = ${list}`;
  const rows = await db.execute<RawLine>(sql`
    select dossier, average, decision, kind from (${standing(deliberationId)}) s where ${chosen}
    order by average desc nulls last, dossier
    limit ${DOSSIERS_PER_PAGE} offset ${(page - 1) * DOSSIERS_PER_PAGE}`);
  return [...rows].map((row) => ({ ...row, average: row.average === null ? null : Number(row.average) }));
}

export async function countDossiers(db: Db, deliberationId: string): Promise<DossierCounts> {
  const rows = await db.execute<{ decision: Decision; n: number; near: number }>(sql`
    select decision, count(*)::int as n, count(*) filter (where near)::int as near
    from (${standing(deliberationId)}) s group by decision`);
  const list = [...rows];
  const of = (decision: Decision) => list.find((row) => row.decision === decision)?.n ?? 0;
  return {
    near: list.reduce((sum, row) => sum + row.near, 0),
    passed: of('passed'),
    secondGroup: of('secondGroup'),
    failed: of('failed'),
    reserved: of('reserved'),
    excluded: of('excluded'),
  };
}
