import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { sql } from 'drizzle-orm';
import { argon2Passwords } from '#app/adapters/passwords/argon2-passwords.server.ts';
import type { Adapters, Ctx } from '#app/services/context.ts';
import { createDatabase, type Database } from '#db/client.ts';
import { startEmbeddedPostgres } from '#db/embedded.ts';
import { migrateDatabase } from '#db/migrate.ts';
import { bareContext } from '#tests/setup/bare-context.ts';

export type Stage = {
  readonly dataDir: string;
  readonly ctx: Ctx;
  readonly database: Database;
  close(): Promise<void>;
};

/** A PostgreSQL that keeps what it says (no `fast`), migrated, in a folder that goes away, and a context on it. */
export async function openStage(adapters: Partial<Adapters>, connections = 16): Promise<Stage> {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'palmares-load-'));
  const server = await startEmbeddedPostgres({ dataDir });
  await migrateDatabase(server.url);
  const database = createDatabase(server.url, { max: connections });
  const ctx = bareContext(database, {
    storageDirectory: path.join(dataDir, 'storage'),
    adapters: { passwords: argon2Passwords, ...adapters },
  });
  await database.db.execute(sql`select 1`);
  return {
    dataDir,
    ctx,
    database,
    async close() {
      await database.close();
      await server.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** How long each of `count` runs took, in milliseconds, `atOnce` of them at a time, and all of them together. */
export async function measure(
  count: number,
  atOnce: number,
  run: (index: number) => Promise<unknown>,
): Promise<Measured> {
  const took: number[] = [];
  let next = 0;
  const start = performance.now();
  const lane = async () => {
    while (next < count) {
      const index = next++;
      const began = performance.now();
      await run(index);
      took.push(performance.now() - began);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  const seconds = (performance.now() - start) / 1000;
  took.sort((a, b) => a - b);
  const at = (share: number) => took[Math.min(took.length - 1, Math.floor(took.length * share))] ?? 0;
  return { count, seconds, perSecond: count / seconds, p50: at(0.5), p99: at(0.99) };
}

export type Measured = {
  readonly count: number;
  readonly seconds: number;
  readonly perSecond: number;
  /** Milliseconds of one run. */
  readonly p50: number;
  readonly p99: number;
};
