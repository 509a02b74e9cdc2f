import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { eq, sql } from 'drizzle-orm';
import type { Reach } from '#app/domain/access/reach.ts';
import { countSilentSchools, listSilentSchools } from '#app/queries/followup/list-silent-schools.server.ts';
import { loadHeadcounts, OVERVIEW } from '#app/queries/followup/load-headcounts.server.ts';
import type { Ctx } from '#app/services/context.ts';
import { fillSearchKeys } from '#app/services/duplicates/fill-search-keys.server.ts';
import { findDuplicates } from '#app/services/duplicates/find-duplicates.server.ts';
import { searchSitting } from '#app/services/duplicates/search-sitting.server.ts';
import { createDatabase, type Db } from '#db/client.ts';
import { startEmbeddedPostgres } from '#db/embedded.ts';
import { migrateDatabase } from '#db/migrate.ts';
import { region } from '#db/schema/organisation.ts';
import { entry } from '#db/schema/registration.ts';
import { createBareSittings, createManyEntries } from '#tests/factories/many-entries.ts';

/**
 * Measures the follow-up on a country's entries, beside as many of an earlier year:
 * `node --import tsx tests/load/measure-follow-up.ts [entries]`. Prints milliseconds; the best of five is not told, the
 * median is.
 */
const ENTRIES = Number(process.argv[2] ?? 100_000);

async function median(work: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let turn = 0; turn < 5; turn++) {
    const start = performance.now();
    await work();
    times.push(performance.now() - start);
  }
  return Math.round(times.sort((a, b) => a - b)[2] ?? 0);
}

async function fill(db: Db) {
  const { organisationId, sittings } = await createBareSittings(db, [2026, 2027]);
  for (const [at, sittingId] of sittings.entries()) {
    const places = at === 0 ? { regions: 8, schools: 1800 } : { regions: 0, schools: 0 };
    await createManyEntries(db, {
      ...{ organisationId, sittingId, prefix: `${at}`, entries: ENTRIES, doubledEvery: at === 1 ? 500 : 0 },
      ...places,
    });
  }
  return { organisationId, sittingId: sittings[1] ?? '' };
}

async function measure(db: Db): Promise<void> {
  const { organisationId, sittingId } = await fill(db);
  const [one] = await db.select().from(region).limit(1);
  const whole: Reach = { organisations: [organisationId], regions: [] };
  const part: Reach = { organisations: [], regions: [{ organisationId, regionId: one?.id ?? '' }] };
  const ask = (reach: Reach, dimensions: Parameters<typeof loadHeadcounts>[2]['dimensions']) =>
    loadHeadcounts(db, reach, { sittingId, filter: {}, dimensions, timeZone: 'Africa/Niamey' });
  const figures = {
    'overview, whole country': await median(() => ask(whole, OVERVIEW)),
    'communes, whole country': await median(() => ask(whole, ['commune'])),
    'schools, whole country': await median(() => ask(whole, ['school'])),
    'overview, one region': await median(() => ask(part, OVERVIEW)),
    'silent schools, counted': await median(() => countSilentSchools(db, whole, sittingId)),
    'silent schools, listed': await median(() => listSilentSchools(db, whole, sittingId, {})),
  };
  console.table({ entries: ENTRIES, ...figures, ...(await measureSearch(db, sittingId)) });
}

/** Once each: the keys are written, then everybody is looked for, then nothing is new. */
async function measureSearch(db: Db, sittingId: string): Promise<Record<string, number>> {
  const ctx = bareContext(db);
  const timed = async (work: () => Promise<unknown>) => {
    const start = performance.now();
    await work();
    return Math.round(performance.now() - start);
  };
  const keys = await timed(() => fillSearchKeys(ctx, { sittingId }));
  await db.execute(sql`analyze entry`);
  const [one] = await db.select({ id: entry.id }).from(entry).where(eq(entry.sittingId, sittingId)).limit(1);
  let pairs = 0;
  const search = await timed(async () => {
    pairs = (await searchSitting(ctx, { sittingId })).found;
  });
  return {
    'search keys filled': keys,
    'one entry looked for': await median(() =>
      findDuplicates(db, { sittingId, entryIds: [one?.id ?? ''], now: ctx.clock() }),
    ),
    'duplicates searched': search,
    'searched again': await timed(() => searchSitting(ctx, { sittingId })),
    'pairs found (not milliseconds)': pairs,
  };
}

/** What these services touch of a context. */
function bareContext(db: Db): Ctx {
  const nothing = () => undefined;
  const adapters = new Proxy({} as Ctx['adapters'], {
    get: (_, port) => {
      throw new Error(`${String(port)} is not measured here`);
    },
  });
  return {
    db,
    adapters,
    actor: { kind: 'system', name: 'load' },
    clock: () => new Date(),
    settings: { origin: 'https://palmares.example', officialHost: 'palmares.example', demo: false },
    log: { info: nothing, warn: nothing, error: nothing },
    requestId: 'load',
  };
}

const dataDir = await mkdtemp(path.join(os.tmpdir(), 'palmares-load-'));
const server = await startEmbeddedPostgres({ dataDir, fast: true });
try {
  await migrateDatabase(server.url);
  const database = createDatabase(server.url);
  await measure(database.db);
  await database.close();
} finally {
  await server.stop();
  await rm(dataDir, { recursive: true, force: true });
}
