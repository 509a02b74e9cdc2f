import { expect, test } from 'vitest';
import { useDatabase } from '#tests/setup/database.ts';
import { testContext } from '#tests/setup/test-context.ts';
import { limitAll } from './rate-limit.server.ts';
import { resultCodeLimits } from './result-limits.server.ts';

const database = useDatabase();

test('one address is stopped at a number, and cannot keep its candidate out from another', async () => {
  const ctx = testContext(database);
  const attempt = (address: string) => limitAll(ctx, resultCodeLimits(address, 'sitting', '00042'));
  for (let tries = 0; tries < 10; tries += 1) expect((await attempt('192.0.2.1')).ok).toBe(true);
  for (let tries = 0; tries < 60; tries += 1) expect((await attempt('192.0.2.1')).ok).toBe(false);
  for (let i = 2; i < 12; i += 1) for (let tries = 0; tries < 11; tries += 1) await attempt(`192.0.2.${i}`);
  expect((await attempt('198.51.100.7')).ok).toBe(true);
});
