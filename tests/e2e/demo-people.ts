import { randomUUID } from 'node:crypto';
import { eq, inArray, sql } from 'drizzle-orm';
import { luciaSessions } from '#app/adapters/sessions/lucia-sessions.server.ts';
import type { Grant } from '#app/domain/access/actor.ts';
import { ROLES, type Role } from '#app/domain/access/roles.ts';
import type { Db } from '#db/client.ts';
import { roleGrant, userAccount, userSession } from '#db/schema/access.ts';
import { bundleAssignment } from '#db/schema/marking.ts';
import { candidate } from '#db/schema/registration.ts';
import { CANDIDATES, type Person, PLACES, type Place } from './authorisation-who.ts';
import { ELSEWHERE, HERE, type Targets } from './demo-targets.ts';

export type Visitor = {
  readonly person: Person;
  readonly name: string;
  readonly userId: string | null;
  readonly email: string | null;
  readonly cookie: string | null;
};

type Narrowing = Partial<Pick<Grant, 'regionId' | 'schoolId' | 'juryId'>>;
type Holding = {
  readonly organisationId: string;
  readonly region: string;
  readonly school: string;
  readonly juries: readonly string[];
};

/** Everybody who asks: nobody in particular, candidates, and each of the roles in each place. `leave` undoes all of it. */
export async function invitePeople(
  db: Db,
  targets: Targets,
  roles: readonly Role[] = ROLES.filter((role) => role !== 'candidate'),
): Promise<{ readonly visitors: readonly Visitor[]; leave(): Promise<void> }> {
  const holdings = await loadHoldings(db, targets);
  const created: string[] = [];
  const visitors: Visitor[] = [
    { person: { kind: 'anonymous' }, name: 'nobody', userId: null, email: null, cookie: null },
  ];
  const welcome = async (person: Person, name: string) => {
    const userId = await createAccount(db, name);
    created.push(userId);
    visitors.push({ person, name, userId, email: emailOf(userId), cookie: await openSession(db, userId) });
    return userId;
  };
  const entries = {
    draft: targets.draftEntry,
    submitted: targets.submittedEntry,
    published: targets.publishedEntry,
    called: targets.calledEntry,
    none: null,
  };
  for (const name of CANDIDATES) {
    const userId = await welcome({ kind: 'candidate', name }, `candidate of entry: ${name}`);
    const entryId = entries[name];
    if (entryId) await giveEntry(db, entryId, userId);
  }
  for (const role of roles) {
    for (const place of PLACES) {
      const userId = await welcome({ kind: 'staff', role, place }, `${role} ${place}`);
      await grant(db, userId, role, narrow(role, place, holdings[place]), holdings[place].organisationId);
      if (role === 'marker' && place === 'here')
        await db.insert(bundleAssignment).values({ bundleId: targets.bundle, pass: 3, userId });
    }
  }
  return { visitors, leave: () => sayGoodbye(db, created) };
}

/** A region's officer, a school's head and a jury are held somewhere; any other role, next door, is held in a region. */
function narrow(role: Role, place: Place, { region, school, juries }: Holding): readonly Narrowing[] {
  if (role === 'regionalOfficer') return [{ regionId: region }];
  if (role === 'schoolHead') return [{ schoolId: school }];
  if (role === 'juryMember' || role === 'juryPresident') return juries.map((juryId) => ({ juryId }));
  return place === 'nextDoor' && role !== 'marker' ? [{ regionId: region }] : [{}];
}

async function loadHoldings(db: Db, targets: Targets): Promise<Readonly<Record<Place, Holding>>> {
  const first = async (query: ReturnType<typeof sql>): Promise<string> => {
    const [row] = await db.execute<{ id: string }>(query);
    if (!row) throw new Error('The demonstration has too few regions, schools or juries');
    return row.id;
  };
  const placeOf = async (code: string, differs: boolean) => {
    const owned = sql`from school s join organisation o on o.id = s.organisation_id and o.code = ${code}
      left join entry e on e.id = ${targets.paidEntry}
      where (s.region_id is distinct from e.region_id) = ${differs} and (${differs} or s.id = e.school_id)
      order by exists (select 1 from entry p where p.school_id = s.id and p.sitting_id = ${targets.publishedSitting}), s.id
      limit 1`;
    return {
      organisationId: await first(sql`select o.id ${owned}`),
      region: await first(sql`select s.region_id as id ${owned}`),
      school: await first(sql`select s.id as id ${owned}`),
    };
  };
  const juries = async (same: boolean) => {
    const met = sql`(select jury_id from deliberation where id = ${targets.deliberation})`;
    const rows = await db.execute<{ id: string }>(
      same
        ? sql`select id from jury where id = ${targets.jury} or id = ${met}`
        : sql`select id from jury where id <> ${targets.jury} and id <> ${met}`,
    );
    return rows.map(({ id }) => id);
  };
  return {
    here: { ...(await placeOf(HERE, false)), juries: await juries(true) },
    nextDoor: { ...(await placeOf(HERE, true)), juries: await juries(false) },
    elsewhere: { ...(await placeOf(ELSEWHERE, true)), juries: [randomUUID()] },
  };
}

const emailOf = (userId: string) => `${userId}@matrix.invalid`;

async function createAccount(db: Db, displayName: string): Promise<string> {
  const id = randomUUID();
  await db.insert(userAccount).values({
    id,
    email: emailOf(id),
    passwordHash: 'none: nobody signs in with a password here',
    displayName,
    createdAt: new Date(),
  });
  return id;
}

async function openSession(db: Db, userId: string): Promise<string> {
  const cookie = await luciaSessions(db, () => new Date(), { secure: false }).open(userId);
  return cookie.split(';')[0] ?? '';
}

async function giveEntry(db: Db, entryId: string, userId: string): Promise<void> {
  await db.execute(
    sql`update candidate set user_id = ${userId} where id = (select candidate_id from entry where id = ${entryId})`,
  );
}

async function grant(
  db: Db,
  userId: string,
  role: Role,
  narrowings: readonly Narrowing[],
  organisationId: string,
): Promise<void> {
  await db
    .insert(roleGrant)
    .values(narrowings.map((one) => ({ ...one, userId, role, organisationId, createdAt: new Date() })));
}

async function sayGoodbye(db: Db, userIds: readonly string[]): Promise<void> {
  const ids = [...userIds];
  await db.update(candidate).set({ userId: null }).where(inArray(candidate.userId, ids));
  await db.delete(bundleAssignment).where(inArray(bundleAssignment.userId, ids));
  await db.delete(roleGrant).where(inArray(roleGrant.userId, ids));
  await db.delete(userSession).where(inArray(userSession.userId, ids));
  for (const id of ids) await db.delete(userAccount).where(eq(userAccount.id, id));
}
