import { and, asc, eq, gt, inArray, lte } from 'drizzle-orm';
import type { Grant } from '#app/domain/access/actor.ts';
import type { Db } from '#db/client.ts';
import { school } from '#db/schema/organisation.ts';
import { sitting } from '#db/schema/sitting.ts';

/** The schools somebody heads, and the sittings of their offices that take entries now. */
export async function listEntryPlaces(db: Db, grants: readonly Grant[], now: Date) {
  const schoolIds = grants.flatMap(({ schoolId }) => (schoolId === null ? [] : [schoolId]));
  if (schoolIds.length === 0) return { schools: [], sittings: [] };
  const schools = await db
    .select({ id: school.id, name: school.name, organisationId: school.organisationId })
    .from(school)
    .where(inArray(school.id, schoolIds))
    .orderBy(asc(school.name));
  const sittings = await db
    .select({ id: sitting.id, name: sitting.name, organisationId: sitting.organisationId })
    .from(sitting)
    .where(
      and(
        inArray(
          sitting.organisationId,
          schools.map(({ organisationId }) => organisationId),
        ),
        eq(sitting.state, 'open'),
        lte(sitting.entriesOpenAt, now),
        gt(sitting.entriesCloseAt, now),
      ),
    )
    .orderBy(asc(sitting.entriesCloseAt), asc(sitting.id));
  return { schools, sittings };
}
