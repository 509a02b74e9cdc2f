import { randomBytes } from 'node:crypto';
import postgres from 'postgres';
import { afterAll, beforeAll, inject } from 'vitest';
import { createDatabase, type Database, type Db } from '#db/client.ts';

export type TestDatabase = {
  readonly url: string;
  readonly db: Db;
  /** For what a test says in SQL. */
  readonly sql: postgres.Sql;
  /** Another pool on the same database, for two sides of a race. Closed with the file. */
  readonly connect: () => Database;
};

/**
 * Gives the test file a database of its own, cloned from the migrated template and dropped at the end. Commits are
 * real. Call it once at the top of the file; its fields can be read from `beforeAll` on.
 */
export function useDatabase(): TestDatabase {
  let opened: { url: string; sql: postgres.Sql; pools: [Database, ...Database[]] } | null = null;
  const current = () => {
    if (!opened) throw new Error('useDatabase() has no database before beforeAll has run');
    return opened;
  };

  beforeAll(async () => {
    const url = await cloneTemplate(inject('templateDatabaseUrl'));
    opened = { url, sql: postgres(url, { max: 4, onnotice: () => {} }), pools: [createDatabase(url)] };
  });

  afterAll(async () => {
    if (!opened) return;
    await Promise.all([...opened.pools.map((pool) => pool.close()), opened.sql.end({ timeout: 5 })]);
    await dropDatabase(opened.url);
  });

  return {
    get url() {
      return current().url;
    },
    get db() {
      return current().pools[0].db;
    },
    get sql() {
      return current().sql;
    },
    connect() {
      const pool = createDatabase(current().url);
      current().pools.push(pool);
      return pool;
    },
  };
}

async function cloneTemplate(templateUrl: string): Promise<string> {
  const template = databaseName(templateUrl);
  const clone = `${template}_${randomBytes(6).toString('hex')}`;
  await onMaintenanceDatabase(
    templateUrl,
    (sql) => sql`create database ${sql(clone)} template ${sql(template)}`,
  );
  const url = new URL(templateUrl);
  url.pathname = `/${clone}`;
  return url.href;
}

async function dropDatabase(url: string): Promise<void> {
  await onMaintenanceDatabase(url, (sql) => sql`drop database ${sql(databaseName(url))} with (force)`);
}

/** A template can't be cloned while anyone is connected to it: commands go through `postgres`. */
async function onMaintenanceDatabase(
  url: string,
  work: (sql: postgres.Sql) => Promise<unknown>,
): Promise<void> {
  const maintenance = new URL(url);
  maintenance.pathname = '/postgres';
  const sql = postgres(maintenance.href, { max: 1, onnotice: () => {} });
  try {
    await work(sql);
  } finally {
    await sql.end();
  }
}

function databaseName(url: string): string {
  return new URL(url).pathname.slice(1);
}
