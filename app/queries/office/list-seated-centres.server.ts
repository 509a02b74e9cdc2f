import { asc, eq, sql } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { centre, region } from '#db/schema/organisation.ts';
import { seat } from '#db/schema/seating.ts';
import { paperSlot } from '#db/schema/sitting.ts';

/** The centres of a sitting where somebody sits, and whether any paper has its hour. The caller knows the sitting is in reach. */
export async function listSeatedCentres(db: Db, sittingId: string) {
  const centres = await db
    .select({
      id: centre.id,
      name: centre.name,
      region: region.name,
      candidates: sql<number>`count(*)::int`,
    })
    .from(seat)
    .innerJoin(centre, eq(centre.id, seat.centreId))
    .innerJoin(region, eq(region.id, centre.regionId))
    .where(eq(seat.sittingId, sittingId))
    .groupBy(centre.id, region.id)
    .orderBy(asc(region.name), asc(centre.name));
  const [slot] = await db
    .select({ paper: paperSlot.paperCode })
    .from(paperSlot)
    .where(eq(paperSlot.sittingId, sittingId))
    .limit(1);
  return { centres, hasTimetable: slot !== undefined };
}
