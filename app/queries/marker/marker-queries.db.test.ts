import { expect, it } from 'vitest';
import { startMarking } from '#tests/factories/marking.ts';
import { createResultStaff, createSeatedSitting } from '#tests/factories/seated-sitting.ts';
import { useDatabase } from '#tests/setup/database.ts';
import { testContext } from '#tests/setup/test-context.ts';
import { listMyBundles } from './list-my-bundles.server.ts';
import { loadGrid } from './load-grid.server.ts';

const database = useDatabase();

it('shows a bundle to its marker for as long as they are a marker of its organisation', async () => {
  const world = await createSeatedSitting(database.db, { candidates: 3 });
  const other = await createSeatedSitting(database.db, { candidates: 1 });
  const staff = await createResultStaff(database.db, world);
  const [first] = await startMarking(testContext(database), world, staff);
  const marker = staff.markers[0].actor;
  const seen = async (actor: typeof marker) => [
    (await listMyBundles(database.db, actor)).length > 0,
    (await loadGrid(database.db, actor, first?.id ?? '')) !== undefined,
  ];
  const moved = marker.grants.map((grant) => ({ ...grant, organisationId: other.organisation.id }));
  expect(await seen(marker)).toEqual([true, true]);
  expect(await seen(staff.markers[2].actor)).toEqual([false, false]);
  expect(await seen({ ...marker, grants: moved })).toEqual([false, false]);
  expect(await seen({ ...marker, grants: [] })).toEqual([false, false]);
});
