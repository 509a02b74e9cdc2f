import { and, count, eq } from 'drizzle-orm';
import type { Actor } from '#app/domain/access/actor.ts';
import { reachOf } from '#app/domain/access/reach.ts';
import { custodyOf } from '#app/domain/marking/movements.ts';
import type { BundleState } from '#app/domain/marking/states.ts';
import type { Bilingual } from '#app/domain/regulation/schema.ts';
import type { Db } from '#db/client.ts';
import { bundle, bundleAssignment, script } from '#db/schema/marking.ts';
import { listMovements, type MovementLine } from '../office/load-bundle-page.server.ts';
import { loadPaperNames } from '../office/load-paper-names.server.ts';
import { withinReach } from '../office/within-reach.ts';

export type MyPacket = {
  readonly id: string;
  readonly paper: Bilingual;
  readonly number: number;
  readonly round: number;
  readonly state: BundleState;
  readonly scripts: number;
  /** Where the packet is for this marker. */
  readonly where: 'mine' | 'office' | 'elsewhere';
  readonly movements: readonly Pick<MovementLine, 'id' | 'kind' | 'scripts' | 'signedAs' | 'note' | 'at'>[];
};

type User = Extract<Actor, { kind: 'user' }>;

/** A bundle's packet for one of its markers, with what they signed; `undefined` for anybody else's. */
export async function loadMyPacket(db: Db, actor: User, bundleId: string): Promise<MyPacket | undefined> {
  const [row] = await db
    .select({ bundle })
    .from(bundleAssignment)
    .innerJoin(bundle, eq(bundle.id, bundleAssignment.bundleId))
    .where(
      and(
        eq(bundle.id, bundleId),
        eq(bundleAssignment.userId, actor.id),
        withinReach(reachOf(actor, 'mark.enter'), bundle.organisationId),
      ),
    );
  if (!row) return undefined;
  const { id, number, round, state, paperCode, sittingId } = row.bundle;
  const [scripts] = await db.select({ n: count() }).from(script).where(eq(script.bundleId, id));
  const movements = await listMovements(db, id);
  const { holder } = custodyOf(movements);
  return {
    ...{ id, number, round, state },
    paper: (await loadPaperNames(db, sittingId)).get(paperCode) ?? { fr: paperCode, en: paperCode },
    scripts: scripts?.n ?? 0,
    where: holder === null ? 'office' : holder === actor.id ? 'mine' : 'elsewhere',
    movements: movements
      .filter(({ markerId }) => markerId === actor.id)
      .map(({ id: line, kind, scripts: counted, signedAs, note, at }) => ({
        ...{ id: line, kind, signedAs, note, at },
        scripts: counted,
      }))
      .reverse(),
  };
}
