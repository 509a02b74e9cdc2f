import { inArray, sql } from 'drizzle-orm';
import type { MovementKind } from '#app/domain/marking/movements.ts';
import type { Db } from '#db/client.ts';
import { bundleMovement } from '#db/schema/marking.ts';

type LastLine = { readonly kind: MovementKind; readonly signedAs: string; readonly scripts: number };

/** Where the packet of a bundle is; `flagged` when the last count was not that of the bundle. */
export type PacketStand =
  | { readonly where: 'never' | 'back'; readonly flagged: boolean }
  | { readonly where: 'out'; readonly signedAs: string; readonly flagged: boolean };

/** The line signed last for each of some bundles. */
export async function loadPackets(
  db: Db,
  bundleIds: readonly string[],
): Promise<ReadonlyMap<string, LastLine>> {
  if (bundleIds.length === 0) return new Map();
  const rows = await db
    .selectDistinctOn([bundleMovement.bundleId], {
      bundleId: bundleMovement.bundleId,
      kind: bundleMovement.kind,
      signedAs: bundleMovement.signedAs,
      scripts: bundleMovement.scripts,
    })
    .from(bundleMovement)
    .where(inArray(bundleMovement.bundleId, [...bundleIds]))
    .orderBy(bundleMovement.bundleId, sql`${bundleMovement.id} desc`);
  return new Map(rows.map(({ bundleId, ...line }) => [bundleId, line]));
}

/** @param expected the scripts of the bundle */
export function standOf(last: LastLine | undefined, expected: number): PacketStand {
  if (!last) return { where: 'never', flagged: false };
  const flagged = last.scripts !== expected;
  return last.kind === 'handOut'
    ? { where: 'out', signedAs: last.signedAs, flagged }
    : { where: 'back', flagged };
}

/** How many packets of a sitting are signed out and not back. */
export async function countOutside(db: Db, sittingId: string): Promise<number> {
  const [row] = await db.execute<{ n: number }>(sql`
    select count(*)::int as n from (
      select distinct on (m.bundle_id) m.kind from bundle_movement m join bundle b on b.id = m.bundle_id
      where b.sitting_id = ${sittingId} order by m.bundle_id, m.id desc) last
    where last.kind = 'handOut'`);
  return row?.n ?? 0;
}
