import { asc, eq, max, sql } from 'drizzle-orm';
import { groupJuries } from '#app/domain/allocation/group-juries.ts';
import { centre } from '#db/schema/organisation.ts';
import { jury, juryCentre, seat } from '#db/schema/seating.ts';
import type { Tx } from '#db/tx.ts';

/** Gives every centre where somebody sits a jury, if it has none yet. Returns how many juries were made. */
export async function createJuries(tx: Tx, sittingId: string): Promise<number> {
  const used = await tx.db
    .select({
      id: centre.id,
      name: centre.name,
      region: centre.regionId,
      candidates: sql<number>`count(*)::int`,
    })
    .from(seat)
    .innerJoin(centre, eq(centre.id, seat.centreId))
    .where(eq(seat.sittingId, sittingId))
    .groupBy(centre.id)
    .orderBy(asc(centre.regionId), asc(centre.code));
  const judged = await tx.db
    .select({ centreId: juryCentre.centreId })
    .from(juryCentre)
    .where(eq(juryCentre.sittingId, sittingId));
  const known = new Set(judged.map(({ centreId }) => centreId));
  const names = new Map(used.map(({ id, name }) => [id, name]));
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
      groups.map((group, i) => {
        const name = names.get(group[0]?.id ?? '') ?? '';
        return {
          sittingId,
          number: first + i,
          name: group.length > 1 ? `${name} +${group.length - 1}` : name,
        };
      }),
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
