import { resolve } from 'node:path';
import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate } from 'drizzle-orm/postgres-js/migrator';
import { runMigrations as migrateQueue } from 'graphile-worker';
import postgres from 'postgres';

/** One number for the whole installation: two processes starting at once migrate one after the other. */
const MIGRATION_LOCK = 7_215_901;

/** Brings a database to this version's tables, triggers and job queue. Safe to call at every start. */
export async function migrateDatabase(url: string): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  try {
    await sql`select pg_advisory_lock(${MIGRATION_LOCK})`;
    await migrate(drizzle(sql), { migrationsFolder: resolve('db/migrations') });
    await migrateQueue({ connectionString: url });
  } finally {
    await sql.end({ timeout: 5 });
  }
}
