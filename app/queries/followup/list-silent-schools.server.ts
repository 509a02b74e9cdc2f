import { and, asc, eq, inArray, type SQL, sql } from 'drizzle-orm';
import { organisationsOf, type Reach } from '#app/domain/access/reach.ts';
import { withinReach } from '#app/queries/office/within-reach.ts';
import type { Db } from '#db/client.ts';
import { roleGrant, userAccount } from '#db/schema/access.ts';
import { region, school } from '#db/schema/organisation.ts';
import { entry } from '#db/schema/registration.ts';
import { sitting } from '#db/schema/sitting.ts';

export type SilentSchool = {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly commune: string;
  readonly region: string;
  /** Its heads' names and contacts; empty where nobody has the role. */
  readonly heads: readonly { readonly name: string; readonly contact: string | null }[];
};

export type SilentFilter = { readonly regionId?: string | undefined };

/** Whether a school has no entry in a sitting, not even a draft; a withdrawn one is none. */
export function isSilent(sittingId: string): SQL {
  return sql`not exists (select 1 from ${entry} where ${entry.sittingId} = ${sittingId}
    and ${entry.schoolId} = ${school.id} and ${entry.state} <> 'withdrawn')`;
}

/** How many schools of the sitting's organisation there are in reach, and how many registered nobody, by region. */
export async function countSilentSchools(db: Db, reach: Reach, sittingId: string) {
  return db
    .select({
      regionId: region.id,
      region: region.name,
      schools: sql<number>`count(*)::int`,
      silent: sql<number>`(count(*) filter (where ${isSilent(sittingId)}))::int`,
    })
    .from(school)
    .innerJoin(region, eq(region.id, school.regionId))
    .innerJoin(sitting, and(eq(sitting.id, sittingId), eq(sitting.organisationId, school.organisationId)))
    .where(withinReach(reach, school.organisationId, school.regionId))
    .groupBy(region.id)
    .orderBy(asc(region.name));
}

/** The schools that registered nobody, in the regions the reader reaches. */
export async function listSilentSchools(
  db: Db,
  reach: Reach,
  sittingId: string,
  { regionId }: SilentFilter,
): Promise<SilentSchool[]> {
  if (organisationsOf(reach).length === 0) return [];
  const rows = await db
    .select({
      id: school.id,
      code: school.code,
      name: school.name,
      commune: school.commune,
      region: region.name,
    })
    .from(school)
    .innerJoin(region, eq(region.id, school.regionId))
    .innerJoin(sitting, and(eq(sitting.id, sittingId), eq(sitting.organisationId, school.organisationId)))
    .where(
      and(
        withinReach(reach, school.organisationId, school.regionId),
        regionId === undefined ? undefined : eq(school.regionId, regionId),
        isSilent(sittingId),
      ),
    )
    .orderBy(asc(region.name), asc(school.commune), asc(school.name), asc(school.id));
  const heads = await loadHeads(db, rows);
  return rows.map((row) => ({ ...row, heads: heads.get(row.id) ?? [] }));
}

async function loadHeads(db: Db, schools: readonly { readonly id: string }[]) {
  const found = new Map<string, { name: string; contact: string | null }[]>();
  const ids = schools.map(({ id }) => id);
  if (ids.length === 0) return found;
  const rows = await db
    .select({
      schoolId: roleGrant.schoolId,
      name: userAccount.displayName,
      contact: sql<string | null>`coalesce(${userAccount.phone}, ${userAccount.email})`,
    })
    .from(roleGrant)
    .innerJoin(userAccount, eq(userAccount.id, roleGrant.userId))
    .where(and(eq(roleGrant.role, 'schoolHead'), inArray(roleGrant.schoolId, ids)))
    .orderBy(asc(userAccount.displayName));
  for (const { schoolId, ...head } of rows)
    if (schoolId !== null) found.set(schoolId, [...(found.get(schoolId) ?? []), head]);
  return found;
}
