import { asc, eq } from 'drizzle-orm';
import type { Centre } from '#app/domain/allocation/allocate.ts';
import type { Db, TxDb } from '#db/client.ts';
import { centre, room } from '#db/schema/organisation.ts';

/** The organisation's centres with their rooms, in the order of their codes. */
export async function loadCentres(db: Db | TxDb, organisationId: string): Promise<readonly Centre[]> {
  const rows = await db
    .select({ id: centre.id, region: centre.regionId, roomId: room.id, capacity: room.capacity })
    .from(centre)
    .innerJoin(room, eq(room.centreId, centre.id))
    .where(eq(centre.organisationId, organisationId))
    .orderBy(asc(centre.code), asc(room.name));
  const centres = new Map<
    string,
    { id: string; region: string; rooms: { id: string; capacity: number }[] }
  >();
  for (const { id, region, roomId, capacity } of rows) {
    const known = centres.get(id) ?? { id, region, rooms: [] };
    known.rooms.push({ id: roomId, capacity });
    centres.set(id, known);
  }
  return [...centres.values()];
}
