import { eq, sql } from 'drizzle-orm';
import { proposeMapping } from '#app/domain/registration/import/columns.ts';
import { commitImport } from '#app/services/imports/change-import.server.ts';
import { checkImport } from '#app/services/imports/check-import.server.ts';
import { enterImportRows } from '#app/services/imports/enter-import-rows.server.ts';
import { mapImport } from '#app/services/imports/map-import.server.ts';
import { uploadImport } from '#app/services/imports/upload-import.server.ts';
import { createDatabase, type Db } from '#db/client.ts';
import { importBatch } from '#db/schema/import.ts';
import { createEntry } from '#tests/factories/entry.ts';
import { createRegistrationWorld } from '#tests/factories/world.ts';
import { bareContext } from '#tests/setup/bare-context.ts';
import { HEADER, listOf } from './generate-list.ts';

/**
 * A process of its own, so that its memory is its own: `bulk-import-child.ts import|loop ROWS DATABASE FOLDER`. Prints one
 * line of JSON: seconds of each step and the most memory it ever held, in bytes.
 */
const [how = 'import', count = '1000', url = '', folder = ''] = process.argv.slice(2);
const rows = Number(count);
const database = createDatabase(url, { max: 4 });
const ctx = bareContext(database, { storageDirectory: folder });
const world = await createRegistrationWorld(ctx.db, { examCode: 'BAC' });
const seconds = how === 'loop' ? await insertOneByOne(ctx.db) : await importAll();
const left = await ctx.db.execute<{ n: number }>(
  sql`select count(*)::int as n from entry where sitting_id = ${world.sitting.id} and surname like 'Maïga%'`,
);
await database.close();
const peak = process.resourceUsage().maxRSS * 1024;
process.stdout.write(JSON.stringify({ rows, entries: (left[0]?.n ?? 0) - 1, seconds, peak }));

async function timed<T>(work: () => Promise<T>): Promise<[number, T]> {
  const start = performance.now();
  const value = await work();
  return [(performance.now() - start) / 1000, value];
}

async function importAll() {
  const bytes = listOf(rows);
  const place = { sittingId: world.sitting.id, schoolId: world.school.id, fileName: 'liste.csv' };
  const [upload, uploaded] = await timed(() => uploadImport(ctx, { ...place, bytes }));
  if (!uploaded.ok) throw new Error(uploaded.reason);
  const { batchId } = uploaded.value;
  const columns = proposeMapping(HEADER, []).mapping;
  const mapped = await mapImport(ctx, { batchId, columns, nationality: null });
  if (!mapped.ok) throw new Error(mapped.reason);
  const [check] = await timed(() => checkImport(ctx, { batchId, round: 1 }));
  const committed = await commitImport(ctx, { batchId, mode: 'all' });
  if (!committed.ok) {
    const [batch] = await ctx.db.select().from(importBatch).where(eq(importBatch.id, batchId));
    throw new Error(`${committed.reason} ${JSON.stringify(batch)}`);
  }
  const [enter] = await timed(() => enterImportRows(ctx, { batchId }));
  return { upload, check, enter };
}

/** What is written at first sight: no check, no keys, no progress; one statement a pupil. */
async function insertOneByOne(db: Db) {
  const [loop] = await timed(async () => {
    for (let at = 0; at < rows; at += 1)
      await createEntry(db, {
        ...world.place,
        schoolId: world.school.id,
        surname: `Maïga ${at}`,
        givenNames: 'Aïssatou',
      });
  });
  return { loop };
}
