import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll } from 'vitest';
import type { Db } from '#db/client.ts';
import { bareContext, type TestContext, type TestContextOptions } from './bare-context.ts';

export { ANONYMOUS, SYSTEM, TEST_NOW, type TestContext, type TestContextOptions } from './bare-context.ts';

const directories: string[] = [];

afterAll(async () => {
  for (const directory of directories.splice(0)) await rm(directory, { recursive: true, force: true });
});

/** `bareContext` with a storage that goes away with the test file. */
export function testContext(database: { readonly db: Db }, options: TestContextOptions = {}): TestContext {
  return bareContext(database, { storageDirectory: temporaryDirectory(), ...options });
}

function temporaryDirectory(): string {
  const directory = mkdtempSync(path.join(os.tmpdir(), 'palmares-storage-'));
  directories.push(directory);
  return directory;
}
