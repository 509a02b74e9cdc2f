import { asc, eq } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { region, school } from '#db/schema/organisation.ts';

export type Place = { readonly id: string; readonly name: string };

/** The regions of an office, in the alphabet. */
export async function listRegions(db: Db, organisationId: string): Promise<Place[]> {
  return db
    .select({ id: region.id, name: region.name })
    .from(region)
    .where(eq(region.organisationId, organisationId))
    .orderBy(asc(region.name));
}

/** The names of an entry's school and region, for check-your-answers; null where there is none. */
export async function loadPlaces(
  db: Db,
  { schoolId, regionId }: { schoolId: string | null; regionId: string | null },
): Promise<{ school: string | null; region: string | null }> {
  const [at] =
    regionId === null
      ? []
      : await db.select({ name: region.name }).from(region).where(eq(region.id, regionId));
  const [own] = schoolId === null ? [] : await db.select().from(school).where(eq(school.id, schoolId));
  return { school: own ? `${own.name}, ${own.commune}` : null, region: at?.name ?? null };
}
