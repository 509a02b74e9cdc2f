import { and, asc, desc, eq, sql } from 'drizzle-orm';
import type { Reach } from '#app/domain/access/reach.ts';
import type { Db } from '#db/client.ts';
import { auditLog } from '#db/schema/audit.ts';
import { centre, region, room } from '#db/schema/organisation.ts';
import { entry } from '#db/schema/registration.ts';
import { jury, juryCentre, seat } from '#db/schema/seating.ts';
import { sitting } from '#db/schema/sitting.ts';
import { withinReach } from './within-reach.ts';

export type RegionCapacity = {
  readonly region: string;
  readonly validated: number;
  readonly seated: number;
  readonly capacity: number;
};

/** Seats of a sitting: what each region needs and has, each room's count, and the last runs with their seeds. */
export async function loadSeating(db: Db, reach: Reach, sittingId: string) {
  const [row] = await db
    .select({
      id: sitting.id,
      name: sitting.name,
      state: sitting.state,
      organisationId: sitting.organisationId,
    })
    .from(sitting)
    .where(and(eq(sitting.id, sittingId), withinReach(reach, sitting.organisationId)));
  if (!row) return undefined;
  return {
    sitting: row,
    regions: await loadCapacity(db, sittingId, row.organisationId),
    rooms: await loadRooms(db, sittingId, row.organisationId),
    runs: await loadRuns(db, sittingId),
    neighbours: await countNeighbours(db, sittingId),
    unplaced: await listUnplaced(db, sittingId),
  };
}

async function loadCapacity(db: Db, sittingId: string, organisationId: string): Promise<RegionCapacity[]> {
  const rows = await db.execute<RegionCapacity>(sql`
    select r.name as region,
      (select count(*)::int from ${entry} e where e.sitting_id = ${sittingId} and e.region_id = r.id and e.state = 'validated') as validated,
      (select count(*)::int from ${seat} s join ${entry} e on e.id = s.entry_id where s.sitting_id = ${sittingId} and e.region_id = r.id) as seated,
      (select coalesce(sum(o.capacity), 0)::int from ${room} o join ${centre} c on c.id = o.centre_id where c.region_id = r.id) as capacity
    from ${region} r where r.organisation_id = ${organisationId} order by r.name`);
  return [...rows];
}

async function loadRooms(db: Db, sittingId: string, organisationId: string) {
  return db
    .select({
      id: room.id,
      centre: centre.name,
      centreCode: centre.code,
      region: region.name,
      room: room.name,
      capacity: room.capacity,
      seated: sql<number>`count(${seat.entryId})::int`,
      first: sql<string | null>`min(${seat.tableNumber})`,
      last: sql<string | null>`max(${seat.tableNumber})`,
      jury: jury.number,
    })
    .from(room)
    .innerJoin(centre, eq(centre.id, room.centreId))
    .innerJoin(region, eq(region.id, centre.regionId))
    .leftJoin(seat, and(eq(seat.roomId, room.id), eq(seat.sittingId, sittingId)))
    .leftJoin(juryCentre, and(eq(juryCentre.centreId, centre.id), eq(juryCentre.sittingId, sittingId)))
    .leftJoin(jury, eq(jury.id, juryCentre.juryId))
    .where(eq(centre.organisationId, organisationId))
    .groupBy(room.id, centre.id, region.id, jury.number)
    .orderBy(asc(region.name), asc(centre.code), asc(room.name));
}

async function loadRuns(db: Db, sittingId: string) {
  return db
    .select({ seq: auditLog.seq, at: auditLog.at, actor: auditLog.actorLabel, detail: auditLog.detail })
    .from(auditLog)
    .where(and(eq(auditLog.subjectId, sittingId), eq(auditLog.action, 'sitting.allocate')))
    .orderBy(desc(auditLog.seq))
    .limit(10);
}

/** Pairs of one school side by side that no order of the room avoids, or that late candidates made. */
async function countNeighbours(db: Db, sittingId: string): Promise<number> {
  const [row] = await db.execute<{ count: number }>(sql`
    select count(*)::int as count from ${seat} a
      join ${seat} b on b.sitting_id = a.sitting_id and b.room_id = a.room_id and b.seat_number = a.seat_number + 1
      join ${entry} x on x.id = a.entry_id join ${entry} y on y.id = b.entry_id
    where a.sitting_id = ${sittingId} and x.school_id = y.school_id`);
  return row?.count ?? 0;
}

async function listUnplaced(db: Db, sittingId: string) {
  return db
    .select({
      id: entry.id,
      number: entry.number,
      surname: entry.surname,
      givenNames: entry.givenNames,
      region: region.name,
    })
    .from(entry)
    .leftJoin(seat, eq(seat.entryId, entry.id))
    .leftJoin(region, eq(region.id, entry.regionId))
    .where(and(eq(entry.sittingId, sittingId), eq(entry.state, 'validated'), sql`${seat.entryId} is null`))
    .orderBy(asc(region.name), asc(entry.number))
    .limit(200);
}
