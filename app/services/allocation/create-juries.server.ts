import { asc, eq, max, sql } from 'drizzle-orm';
import { groupJuries } from '#app/domain/allocation/group-juries.ts';
import { centre, region } from '#db/schema/organisation.ts';
import { jury, juryCentre, seat } from '#db/schema/seating.ts';
import type { Tx } from '#db/tx.ts';

/** Gives every centre where somebody sits a jury, if it has none yet: "Jury 3, Zindara". Returns how many were made. */
export async function createJuries(tx: Tx, sittingId: string): Promise<number> {
  const used = await tx.db
    .select({
      id: centre.id,
      regionName: region.name,
      region: centre.regionId,
      candidates: sql<number>`count(*)::int`,
    })
    .from(seat)
    .innerJoin(centre, eq(centre.id, seat.centreId))
    .innerJoin(region, eq(region.id, centre.regionId))
    .where(eq(seat.sittingId, sittingId))
    .groupBy(centre.id, region.id)
    .orderBy(asc(centre.regionId), asc(centre.code));
  const judged = await tx.db
    .select({ centreId: juryCentre.centreId })
    .from(juryCentre)
    .where(eq(juryCentre.sittingId, sittingId));
  const known = new Set(judged.map(({ centreId }) => centreId));
  const regions = new Map(used.map(({ id, regionName }) => [id, regionName]));
  const groups = groupJuries(used.filter(({ id }) => !known.has(id)));
  if (groups.length === 0) return 0;
  const [last] = await tx.db
    .select({ number: max(jury.number) })
    .from(jury)
    .where(eq(jury.sittingId, sittingId));
  const first = (last?.number ?? 0) + 1;
  const rows = await tx.db
    .insert(jury)
    .values(
      groups.map((group, i) => ({
        sittingId,
        number: first + i,
        name: `Jury ${first + i}, ${regions.get(group[0]?.id ?? '') ?? ''}`,
      })),
    )
    .returning({ id: jury.id, number: jury.number });
  const byNumber = new Map(rows.map(({ id, number }) => [number, id]));
  await tx.db.insert(juryCentre).values(
    groups.flatMap((group, i) => {
      const juryId = byNumber.get(first + i);
      if (juryId === undefined) throw new Error('a jury was not written');
      return group.map(({ id }) => ({ sittingId, juryId, centreId: id }));
    }),
  );
  return groups.length;
}
