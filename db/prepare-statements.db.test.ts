import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { createDatabase } from '#db/client.ts';
import { useDatabase } from '#tests/setup/database.ts';

const database = useDatabase();

test('transactions among a crowd of other statements keep what they wrote, and undo what was undone', async () => {
  const { db, close } = createDatabase(database.url, { max: 2 });
  const long = 'x'.repeat(400);
  const read = () => db.execute(sql`select n from kept where ${long}::text = 'y'`);
  const write = (n: number) =>
    db.transaction(async (tx) => {
      await tx.execute(sql`insert into kept values (${n})`);
      if (n % 2 === 0) throw new Error('undone');
    });
  try {
    await db.execute(sql`create table kept (n int primary key)`);
    await Promise.all([read(), read(), read(), read()]);
    const done = await Promise.allSettled(
      Array.from({ length: 900 }, (_, n) => (n % 3 === 0 ? write(n) : read())),
    );
    const failures = done.flatMap((one) => (one.status === 'rejected' ? [String(one.reason)] : []));
    const [row] = await db.execute<{ n: number }>(sql`select count(*)::int as n from kept`);
    expect([...new Set(failures)]).toEqual(['Error: undone']);
    expect(row?.n).toBe(150);
  } finally {
    await close();
  }
});

test('a short statement is prepared, once per connection', async () => {
  const { db, close } = createDatabase(database.url, { max: 1 });
  try {
    for (const n of [1, 2, 3]) await db.transaction((tx) => tx.execute(sql`select ${n}::int as a`));
    const rows = await db.execute<{ statement: string }>(sql`select statement from pg_prepared_statements`);
    expect(rows.filter(({ statement }) => statement === 'select $1::int as a')).toHaveLength(1);
  } finally {
    await close();
  }
});
