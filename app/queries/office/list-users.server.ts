import { and, asc, eq, ilike, inArray, ne, or, sql } from 'drizzle-orm';
import type { Reach } from '#app/domain/access/reach.ts';
import type { Role } from '#app/domain/access/roles.ts';
import type { Db } from '#db/client.ts';
import { roleGrant, userAccount } from '#db/schema/access.ts';
import { centre, organisation, region, school } from '#db/schema/organisation.ts';
import { jury } from '#db/schema/seating.ts';
import { containing, withinReach } from './within-reach.ts';

export type UserFilter = {
  readonly text?: string | undefined;
  readonly role?: Role | undefined;
  readonly page: number;
};

export const USERS_PER_PAGE = 50;

/** People who hold a role in the reader's organisations, with those roles and no others. Candidates are not staff. */
export async function listUsers(db: Db, reach: Reach, { text, role, page }: UserFilter) {
  const where = and(
    withinReach(reach, roleGrant.organisationId),
    ne(roleGrant.role, 'candidate'),
    role === undefined ? undefined : eq(roleGrant.role, role),
    text === undefined
      ? undefined
      : or(
          ilike(userAccount.displayName, containing(text)),
          ilike(userAccount.email, containing(text)),
          ilike(userAccount.phone, containing(text)),
        ),
  );
  const [counted] = await db
    .select({ total: sql<number>`count(distinct ${userAccount.id})::int` })
    .from(userAccount)
    .innerJoin(roleGrant, eq(roleGrant.userId, userAccount.id))
    .where(where);
  const people = await db
    .selectDistinct({
      id: userAccount.id,
      name: userAccount.displayName,
      email: userAccount.email,
      phone: userAccount.phone,
      disabledAt: userAccount.disabledAt,
    })
    .from(userAccount)
    .innerJoin(roleGrant, eq(roleGrant.userId, userAccount.id))
    .where(where)
    .orderBy(asc(userAccount.displayName), asc(userAccount.id))
    .limit(USERS_PER_PAGE)
    .offset((page - 1) * USERS_PER_PAGE);
  const grants = await listGrants(
    db,
    reach,
    people.map(({ id }) => id),
  );
  const rows = people.map((person) => ({
    ...person,
    grants: grants.filter(({ userId }) => userId === person.id),
  }));
  return { rows, total: counted?.total ?? 0 };
}

async function listGrants(db: Db, reach: Reach, userIds: readonly string[]) {
  if (userIds.length === 0) return [];
  return db
    .select({
      id: roleGrant.id,
      userId: roleGrant.userId,
      role: roleGrant.role,
      organisation: sql<string>`${organisation.profile}->>'shortName'`,
      place: sql<string | null>`coalesce(${region.name}, ${school.name}, ${centre.name}, ${jury.name})`,
    })
    .from(roleGrant)
    .innerJoin(organisation, eq(organisation.id, roleGrant.organisationId))
    .leftJoin(region, eq(region.id, roleGrant.regionId))
    .leftJoin(school, eq(school.id, roleGrant.schoolId))
    .leftJoin(centre, eq(centre.id, roleGrant.centreId))
    .leftJoin(jury, eq(jury.id, roleGrant.juryId))
    .where(and(inArray(roleGrant.userId, [...userIds]), withinReach(reach, roleGrant.organisationId)))
    .orderBy(asc(roleGrant.role));
}
