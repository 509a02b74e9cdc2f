import { expect, test } from 'vitest';
import { useDatabase } from './database.ts';

const database = useDatabase();

test('the clone is migrated, is PostgreSQL 15 or newer, and is not the template', async () => {
  const [row] = await database.sql<{ name: string; version: number; tables: number }[]>`
    select current_database() as name, current_setting('server_version_num')::int as version,
      (select count(*)::int from information_schema.tables where table_schema = 'public') as tables`;
  expect(row?.name).toMatch(/^palmares_test_[0-9a-f]{12}_[0-9a-f]{12}$/);
  expect(row?.version).toBeGreaterThanOrEqual(150_000);
  expect(row?.tables).toBeGreaterThan(5);
});

test('commits are real: another pool sees them', async () => {
  await database.sql`create table proof (n int)`;
  await database.sql`insert into proof values (7)`;
  const rows = await database.connect().db.execute<{ n: number }>('select n from proof');
  expect([...rows]).toEqual([{ n: 7 }]);
});
