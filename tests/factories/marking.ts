import { eq } from 'drizzle-orm';
import type { MarkValue } from '#app/domain/shared/mark.ts';
import { assignCodes } from '#app/services/anonymity/assign-codes.server.ts';
import { closeBundle } from '#app/services/marking/close-bundle.server.ts';
import { enterMarks } from '#app/services/marking/enter-marks.server.ts';
import { handOutBundles } from '#app/services/marking/hand-out-bundles.server.ts';
import type { Db } from '#db/client.ts';
import { bundle, script } from '#db/schema/marking.ts';
import type { TestContext } from '#tests/setup/bare-context.ts';
import type { createResultStaff, SeatedSitting } from './seated-sitting.ts';

type Staff = Awaited<ReturnType<typeof createResultStaff>>;

/** The value of an accepted verdict; a refused one fails the test with its reason. */
export function accepted<T>(
  verdict:
    | { readonly ok: true; readonly value: T }
    | { readonly ok: false; readonly reason: string; readonly detail?: unknown },
): T {
  if (verdict.ok) return verdict.value;
  throw new Error(`refused: ${verdict.reason} ${JSON.stringify(verdict.detail ?? {})}`);
}

export async function listBundles(db: Db, sittingId: string) {
  return db
    .select()
    .from(bundle)
    .where(eq(bundle.sittingId, sittingId))
    .orderBy(bundle.paperCode, bundle.number);
}

export async function listScripts(db: Db, bundleId: string) {
  return db.select().from(script).where(eq(script.bundleId, bundleId)).orderBy(script.position);
}

/** Codes made, and every bundle handed to the first two markers. */
export async function startMarking(ctx: TestContext, { sitting }: SeatedSitting, staff: Staff) {
  const office = ctx.as(staff.logistics.actor);
  accepted(await assignCodes(office, { sittingId: sitting.id }));
  const bundles = await listBundles(ctx.db, sitting.id);
  const [first, second] = staff.markers;
  accepted(
    await handOutBundles(office, {
      sittingId: sitting.id,
      bundleIds: bundles.map(({ id }) => id),
      first: first.id,
      second: second.id,
    }),
  );
  return bundles;
}

/** Everything marked twice alike, by what `markOf` says of a dossier and a paper, and closed. */
export async function markEverything(
  ctx: TestContext,
  world: SeatedSitting,
  staff: Staff,
  markOf: (dossier: string, paper: string) => MarkValue,
) {
  for (const { id: bundleId } of await startMarking(ctx, world, staff)) {
    const marks = (await listScripts(ctx.db, bundleId)).map(({ code, dossier, paperCode }) => ({
      scriptCode: code,
      value: markOf(dossier, paperCode),
    }));
    for (const marker of staff.markers.slice(0, 2))
      accepted(await enterMarks(ctx.as(marker.actor), { bundleId, marks }));
    accepted(await closeBundle(ctx.as(staff.logistics.actor), { bundleId }));
  }
}
