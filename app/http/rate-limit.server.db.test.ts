import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { rateLimit } from '#db/schema/access.ts';
import { useDatabase } from '#tests/setup/database.ts';
import { testContext } from '#tests/setup/test-context.ts';
import { limit, limitOrThrow } from './rate-limit.server.ts';

const database = useDatabase();
const tries = { max: 3, windowSeconds: 60 };

test('the fourth of three is refused until the window ends', async () => {
  const ctx = testContext(database);
  const once = () => limit(ctx, { name: 'a', key: 'window', ...tries });
  for (let count = 0; count < 3; count++) expect((await once()).ok).toBe(true);
  ctx.advance({ seconds: 20 });
  expect(await once()).toEqual({ ok: false, reason: 'rate.limited', detail: { seconds: 40, minutes: 1 } });
  ctx.advance({ seconds: 40 });
  expect((await once()).ok).toBe(true);
});

test('names and keys count apart, and neither is kept in clear', async () => {
  const ctx = testContext(database);
  const only = { max: 1, windowSeconds: 60 };
  for (const [name, key] of [
    ['b', '+22790123456'],
    ['c', '+22790123456'],
    ['b', 'x@example.org'],
  ] as const)
    expect((await limit(ctx, { name, key, ...only })).ok).toBe(true);
  expect((await limit(ctx, { name: 'b', key: '+22790123456', ...only })).ok).toBe(false);
  const rows = await database.db.select().from(rateLimit);
  expect(rows.length).toBeGreaterThan(2);
  for (const row of rows) expect(row.key).toMatch(/^[0-9a-f]{64}$/);
});

test('of 40 tries at once over two pools, exactly three pass', async () => {
  const sides = [testContext(database), testContext(database.connect())];
  const answers = await Promise.all(
    Array.from({ length: 40 }, (_, count) =>
      limit(sides[count % 2] ?? testContext(database), { name: 'd', key: 'race', ...tries }),
    ),
  );
  expect(answers.filter((answer) => answer.ok)).toHaveLength(3);
});

test('control: reading and then writing lets more than three pass', async () => {
  await database.db.insert(rateLimit).values({ key: 'naive', windowStart: new Date(0), count: 0 });
  const side = database.connect();
  let readers = 0;
  let open: () => void = () => undefined;
  const allHaveRead = new Promise<void>((resolve) => {
    open = resolve;
  });
  const naive = async () => {
    const [row] = await side.db.select().from(rateLimit).where(eq(rateLimit.key, 'naive'));
    readers += 1;
    if (readers === 6) open();
    await allHaveRead;
    const count = (row?.count ?? 0) + 1;
    await side.db.update(rateLimit).set({ count }).where(eq(rateLimit.key, 'naive'));
    return count <= 3;
  };
  const answers = await Promise.all(Array.from({ length: 6 }, naive));
  expect(answers.filter(Boolean).length).toBeGreaterThan(3);
});

test('limitOrThrow answers 429 with when to come back', async () => {
  const ctx = testContext(database);
  const limits = [{ name: 'e', key: 'k', max: 1, windowSeconds: 90 }];
  await limitOrThrow(ctx, limits);
  const refused: unknown = await limitOrThrow(ctx, limits).catch((thrown: unknown) => thrown);
  expect(refused).toBeInstanceOf(Response);
  if (refused instanceof Response) {
    expect(refused.status).toBe(429);
    expect(refused.headers.get('Retry-After')).toBe('90');
  }
});
