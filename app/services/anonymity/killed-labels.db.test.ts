import { expect, it } from 'vitest';
import { accepted } from '#tests/factories/marking.ts';
import { createResultStaff, createSeatedSitting } from '#tests/factories/seated-sitting.ts';
import { useDatabase } from '#tests/setup/database.ts';
import { testContext } from '#tests/setup/test-context.ts';
import { assignCodes } from './assign-codes.server.ts';
import { printLabels, requestLabels } from './print-labels.server.ts';
import { forgetLabels, takeLabels } from './take-labels.server.ts';

const database = useDatabase();

it('whatever is killed, no file that says which code goes on which table outlives its night', async () => {
  const world = await createSeatedSitting(database.db, { candidates: 3 });
  const staff = await createResultStaff(database.db, world);
  const ctx = testContext(database);
  const office = ctx.as(staff.logistics.actor);
  accepted(await assignCodes(office, { sittingId: world.sitting.id }));
  const { storage } = ctx.adapters;
  const written: string[] = [];
  const killed = (step: 'put' | 'delete') => ({
    ...storage,
    put: async (...args: Parameters<typeof storage.put>) => {
      written.push(args[0]);
      await storage.put(...args);
      if (step === 'put') throw new Error('killed');
    },
    delete: async (key: string) => {
      if (step === 'delete') throw new Error('killed');
      await storage.delete(key);
    },
  });
  const dying = (by: typeof ctx, step: 'put' | 'delete') => ({
    ...by,
    adapters: { ...by.adapters, storage: killed(step) },
  });
  const of = { sittingId: world.sitting.id, paperCode: 'MAT', round: 1, centreId: null };
  const { taskId } = accepted(await requestLabels(office, of));
  await expect(printLabels(dying(ctx, 'put'), { taskId })).rejects.toThrow('killed');
  await printLabels(ctx, { taskId });
  await expect(takeLabels(dying(office, 'delete'), { taskId })).rejects.toThrow('killed');
  ctx.advance({ hours: 25 });
  await forgetLabels(ctx);
  expect(written).toHaveLength(1);
  for (const key of written) expect(await storage.get(key)).toBeUndefined();
  const again = accepted(await requestLabels(office, of));
  await expect(printLabels(dying(ctx, 'put'), { taskId: again.taskId })).rejects.toThrow('killed');
  ctx.advance({ hours: 25 });
  await forgetLabels(ctx);
  for (const key of written) expect(await storage.get(key)).toBeUndefined();
});
