import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import postgres from 'postgres';
import type { TestProject } from 'vitest/node';
import { startEmbeddedPostgres } from '#db/embedded.ts';
import { migrateDatabase } from '#db/migrate.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The migrated database that each test file clones. */
    templateDatabaseUrl: string;
    /** A directory for the storages of the run's tests, removed at its end. */
    storageRoot: string;
  }
}

/**
 * One PostgreSQL for all database tests: the server TEST_DATABASE_URL names, else one started for the run.
 * Migrations run once, into a template.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await openServer();
  const template = `palmares_test_${randomBytes(6).toString('hex')}`;
  try {
    const url = new URL(server.url);
    url.pathname = `/${template}`;
    await onServer(server.url, (sql) => sql`create database ${sql(template)}`);
    await migrateDatabase(url.href);
    project.provide('templateDatabaseUrl', url.href);
  } catch (error) {
    await server.stop();
    throw error;
  }
  const storageRoot = await mkdtemp(path.join(os.tmpdir(), 'palmares-storage-'));
  project.provide('storageRoot', storageRoot);
  return async () => {
    await onServer(server.url, (sql) => sql`drop database if exists ${sql(template)} with (force)`);
    await server.stop();
    await rm(storageRoot, { recursive: true, force: true });
  };
}

async function openServer(): Promise<{ url: string; stop: () => Promise<void> }> {
  const given = process.env['TEST_DATABASE_URL'];
  if (given) return { url: given, stop: async () => {} };
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'palmares-test-'));
  const server = await startEmbeddedPostgres({ dataDir, fast: true });
  return {
    url: server.url,
    stop: async () => {
      await server.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function onServer(url: string, work: (sql: postgres.Sql) => Promise<unknown>): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    await work(sql);
  } finally {
    await sql.end();
  }
}
