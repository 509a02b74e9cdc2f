import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const MEGABYTE = 1024 * 1024;

test('100,000 rows stream through a heap of 128 MB, which does not grow with them', async () => {
  const script = fileURLToPath(new URL('../../../tests/load/read-generated-csv.ts', import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, [
    '--max-old-space-size=128',
    '--expose-gc',
    '--import',
    'tsx',
    script,
    '100000',
  ]);
  const { rows, growth } = JSON.parse(stdout);
  expect(rows).toBe(100_000);
  expect(growth).toBeLessThan(16 * MEGABYTE);
});
