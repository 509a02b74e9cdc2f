import { mkdtempSync } from 'node:fs';
import path from 'node:path';
import { inject } from 'vitest';
import type { Db } from '#db/client.ts';
import { bareContext, type TestContext, type TestContextOptions } from './bare-context.ts';

export { ANONYMOUS, SYSTEM, TEST_NOW, type TestContext, type TestContextOptions } from './bare-context.ts';

/** `bareContext` with a storage that goes away with the run. */
export function testContext(database: { readonly db: Db }, options: TestContextOptions = {}): TestContext {
  return bareContext(database, {
    storageDirectory: mkdtempSync(path.join(inject('storageRoot'), 'one-')),
    ...options,
  });
}
