import type { MarkValue } from '#app/domain/shared/mark.ts';
import { closeBundle } from '#app/services/marking/close-bundle.server.ts';
import { enterMarks } from '#app/services/marking/enter-marks.server.ts';
import type { Db } from '#db/client.ts';
import type { TestContext } from '#tests/setup/bare-context.ts';
import { createUser } from './create-user.ts';
import { accepted, listScripts, startMarking } from './marking.ts';
import { createResultStaff, createSeatedSitting, type SeatedOptions } from './seated-sitting.ts';

/** Keys both passes alike and closes. */
export async function fillBundle(
  ctx: TestContext,
  staff: Awaited<ReturnType<typeof createResultStaff>>,
  bundleId: string,
  markOf: (position: number) => MarkValue,
): Promise<void> {
  const marks = (await listScripts(ctx.db, bundleId)).map(({ code, position }) => ({
    scriptCode: code,
    value: markOf(position),
  }));
  for (const marker of staff.markers.slice(0, 2))
    accepted(await enterMarks(ctx.as(marker.actor), { bundleId, marks }));
  accepted(await closeBundle(ctx.as(staff.logistics.actor), { bundleId }));
}

/** A sitting in marking with two people of the office who hand out, reopen and moderate. */
export async function createMarkedSitting(ctx: TestContext, db: Db, options: SeatedOptions = {}) {
  const world = await createSeatedSitting(db, { candidates: 4, ...options });
  const staff = await createResultStaff(db, world);
  const second = await createUser(db, {
    grants: [{ role: 'logistics', organisationId: world.organisation.id }],
  });
  const bundles = await startMarking(ctx, world, staff);
  const close = (bundleId: string, markOf: (position: number) => MarkValue) =>
    fillBundle(ctx, staff, bundleId, markOf);
  return {
    ...{ world, staff, bundles, close },
    office: ctx.as(staff.logistics.actor),
    colleague: ctx.as(second.actor),
    marker: (i: 0 | 1 | 2) => ctx.as(staff.markers[i].actor),
  };
}
