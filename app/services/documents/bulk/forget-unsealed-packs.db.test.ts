import { expect, it } from 'vitest';
import { documentPack } from '#db/schema/document.ts';
import { createPublishedSitting, startRun } from '#tests/factories/issuing.ts';
import { useDatabase } from '#tests/setup/database.ts';
import { runJobs } from '#tests/setup/run-jobs.ts';
import { testContext } from '#tests/setup/test-context.ts';
import { packKey } from './fill-pack.server.ts';
import { forgetUnsealedPacks } from './forget-unsealed-packs.server.ts';

const database = useDatabase();

it('removes a day later what a run that broke off left, and never a finished pack', async () => {
  const ctx = testContext(database);
  const { sittingId, organisationId } = await createPublishedSitting(ctx, { candidates: 2, centres: 1 });
  const taskId = await startRun(ctx, sittingId, 'transcript');
  await runJobs(ctx, ['issue-documents']);
  const [sealed] = await database.db.select().from(documentPack);
  const [broken] = await database.db
    .insert(documentPack)
    .values({ organisationId, taskId, sittingId, kind: 'transcript', createdAt: ctx.clock() })
    .returning();
  const left = packKey(organisationId, broken?.id ?? '');
  await ctx.adapters.storage.put(left, new Uint8Array([80, 75]), 'application/zip');
  expect(await forgetUnsealedPacks(ctx)).toBe(0);
  ctx.advance({ hours: 25 });
  expect(await forgetUnsealedPacks(ctx)).toBe(1);
  expect(await ctx.adapters.storage.head(left)).toBeUndefined();
  expect(await ctx.adapters.storage.head(sealed?.fileKey ?? '')).toBeDefined();
  expect(await forgetUnsealedPacks(ctx)).toBe(0);
});
