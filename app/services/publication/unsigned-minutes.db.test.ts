import { expect, it } from 'vitest';
import { sealDeliberation } from '#app/services/deliberation/seal-deliberation.server.ts';
import { signMinutes } from '#app/services/deliberation/sign-minutes.server.ts';
import { openAll } from '#tests/factories/deliberation.ts';
import { accepted, markEverything } from '#tests/factories/marking.ts';
import { readDraft } from '#tests/factories/publish-sitting.ts';
import { createResultStaff, createSeatedSitting } from '#tests/factories/seated-sitting.ts';
import { useDatabase } from '#tests/setup/database.ts';
import { SYSTEM, testContext } from '#tests/setup/test-context.ts';
import { buildDraft } from './build-publication.server.ts';
import { confirmPublication } from './confirm-publication.server.ts';
import { preparePublication } from './prepare-publication.server.ts';

const database = useDatabase();

it('a jury sealed while a publication was being built has its minutes signed before anybody confirms', async () => {
  const world = await createSeatedSitting(database.db, { candidates: 2 });
  const staff = await createResultStaff(database.db, world);
  const ctx = testContext(database);
  await markEverything(ctx, world, staff, () => ({ state: 'mark', value: 1200 }));
  const [deliberationId = ''] = await openAll(ctx, world, staff);
  const [first, second] = staff.publishers;
  const asked = accepted(await preparePublication(ctx.as(first.actor), { sittingId: world.sitting.id }));
  const [board] = staff.boards;
  const president = ctx.as(board?.president.actor ?? SYSTEM);
  accepted(await sealDeliberation(president, { deliberationId }));
  await buildDraft(ctx.as(SYSTEM), { taskId: asked.taskId });
  expect((await readDraft(ctx, asked.draftId)).state).toBe('prepared');
  const confirm = () => confirmPublication(ctx.as(second.actor), { draftId: asked.draftId });
  expect(await confirm()).toMatchObject({ reason: 'publication.minutesUnsigned' });
  accepted(await signMinutes(president, { deliberationId, signedAs: board?.president.actor.label ?? '' }));
  expect((await confirm()).ok).toBe(true);
});
