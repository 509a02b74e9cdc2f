import { and, eq } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { issueDocument } from '#app/services/documents/issue-document.server.ts';
import { numberResultDocuments } from '#app/services/documents/number-result-documents.server.ts';
import { document } from '#db/schema/document.ts';
import { entry } from '#db/schema/registration.ts';
import { createDeliberated } from '#tests/factories/deliberated.ts';
import { publishSitting } from '#tests/factories/publish-sitting.ts';
import { useDatabase } from '#tests/setup/database.ts';
import { SYSTEM } from '#tests/setup/test-context.ts';
import { listResultDocuments } from './load-result-documents.server.ts';

const database = useDatabase();

it('incident 5 (Cameroon 2018): after a correction no document of what was read before is handed out, and the others are', async () => {
  const { ctx, world, first, second, sittingId } = await createDeliberated(database);
  const system = ctx.as(SYSTEM);
  const issueAll = async (publicationId: string, entryIds: readonly string[]) => {
    await numberResultDocuments(system, { publicationId });
    for (const entryId of entryIds) {
      const rows = await ctx.db
        .select({ id: document.id })
        .from(document)
        .where(and(eq(document.entryId, entryId), eq(document.kind, 'transcript')));
      for (const { id } of rows) await issueDocument(system, { documentId: id });
    }
  };
  const one = await publishSitting(ctx, [first, second], { sittingId });
  const all = world.seated.map((seated) => seated.entry.id);
  await issueAll(one, all);
  const before = await Promise.all(all.map((id) => listResultDocuments(ctx.db, id)));
  const [unchanged = '', corrected = ''] = all.filter((_, i) => (before[i]?.length ?? 0) > 0);
  await ctx.db.update(entry).set({ givenNames: 'Aïcha' }).where(eq(entry.id, corrected));
  const two = await publishSitting(ctx, [first, second], { sittingId, reason: 'Prénom corrigé' });
  expect(await listResultDocuments(ctx.db, corrected)).toEqual([]);
  expect(await listResultDocuments(ctx.db, unchanged)).toHaveLength(1);
  await issueAll(two, [corrected]);
  expect(await listResultDocuments(ctx.db, corrected)).toHaveLength(1);
});
