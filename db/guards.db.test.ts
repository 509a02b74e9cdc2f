import { describe, expect, test } from 'vitest';
import { decideDocumentChange } from '#app/services/documents/decide-document-change.server.ts';
import { endDocument } from '#app/services/documents/end-document.server.ts';
import { requestDocumentChange } from '#app/services/documents/request-document-change.server.ts';
import { createDocumentStaff, openChangeOf } from '#tests/factories/document-life.ts';
import { createIssuedDocuments } from '#tests/factories/documents.ts';
import { startMarking } from '#tests/factories/marking.ts';
import { createResultStaff, createSeatedSitting } from '#tests/factories/seated-sitting.ts';
import { useDatabase } from '#tests/setup/database.ts';
import { checkout, payAt, useBooks, useStage } from '#tests/setup/payments.ts';
import { testContext } from '#tests/setup/test-context.ts';
import { createDatabase } from './client.ts';
import { migrateDatabase } from './migrate.ts';
import { withTx } from './tx.ts';

const database = useDatabase();
const refused = { code: '23001' };

/** Tables whose rows are written once: each has a trigger against change and one against emptying it. */
const WRITTEN_ONCE = [
  'anonymity.code_table',
  ...[
    'audit_log',
    'deliberation_member',
    'deliberation_result',
    'document_status',
    'dossier',
    'fee_schedule',
  ],
  ...['invoice_line', 'journal', 'jury_decision', 'mark_entry', 'posting', 'provider_event', 'publication'],
  ...['published_result', 'regulation_version', 'script'],
];
/** Tables whose rows change only as they should, and never go away. */
const KEPT = ['deliberation', 'document', 'invoice', 'payment', 'suspense_item'];

describe('what is written once', () => {
  test.each([...WRITTEN_ONCE, ...KEPT])('%s refuses change, deletion and emptying', async (table) => {
    const rows = await database.sql<{ events: string }[]>`
      select coalesce(string_agg(distinct t, ' '), '') as events from (
        select unnest(array[case when tgtype & 8 > 0 then 'delete' end, case when tgtype & 16 > 0 then 'update' end,
          case when tgtype & 32 > 0 then 'truncate' end]) as t
        from pg_trigger where tgrelid = ${table}::regclass and not tgisinternal and tgtype & 2 > 0) e`;
    expect(rows[0]?.events.split(' ')).toEqual(expect.arrayContaining(['delete', 'truncate', 'update']));
    await expect(database.sql.unsafe(`truncate ${table} cascade`)).rejects.toMatchObject(refused);
  });

  test('a code cannot be given to somebody else, nor a script to another dossier', async () => {
    const world = await createSeatedSitting(database.db, { candidates: 2 });
    await startMarking(testContext(database), world, await createResultStaff(database.db, world));
    for (const change of [
      `update anonymity.code_table set entry_id = gen_random_uuid()`,
      `delete from anonymity.code_table`,
      `update dossier set series = 'X'`,
      `update script set dossier = (select max(code) from dossier)`,
      `delete from script`,
    ])
      await expect(database.sql.unsafe(change)).rejects.toMatchObject(refused);
  });
});

describe('money', () => {
  const stage = useStage(database);
  const { due, paymentOf } = useBooks(database, stage);

  test('an invoice and a payment keep what they say, and what is settled stays settled', async () => {
    const it = await due();
    await payAt(await checkout(it));
    await checkout(it).catch(() => undefined);
    const { id } = await paymentOf(it);
    for (const change of [
      `update invoice set total = 1 where id = '${it.invoiceId}'`,
      `update invoice set state = 'open' where id = '${it.invoiceId}'`,
      `delete from invoice where id = '${it.invoiceId}'`,
      `update payment set amount = 1 where id = '${id}'`,
      `update payment set state = 'failed' where id = '${id}'`,
      `delete from payment where id = '${id}'`,
    ])
      await expect(database.sql.unsafe(change)).rejects.toMatchObject(refused);
  });
});

describe('documents', () => {
  test('a document superseded while an officer reinstates it stays superseded', async () => {
    const ctx = testContext(database);
    const { documents, organisation } = await createIssuedDocuments(ctx);
    const documentId = documents[0]?.id ?? '';
    const { registrar, publisher } = await createDocumentStaff(ctx, organisation.id);
    for (const status of ['suspended', 'valid'] as const)
      await requestDocumentChange(registrar.ctx, { documentId, status, reason: 'checked again' });
    const changeId = await openChangeOf(ctx, documentId);
    const officer = { ...publisher.ctx, db: database.connect().db };
    let reinstated: ReturnType<typeof decideDocumentChange> | undefined;
    await withTx(ctx, 'test', {}, async (tx) => {
      await endDocument(tx, {
        organisationId: organisation.id,
        documentId,
        status: 'superseded',
        reason: 'x',
      });
      reinstated = decideDocumentChange(officer, { documentId, changeId, decision: 'confirm' });
      await new Promise((later) => setTimeout(later, 300));
    });
    expect(await reinstated).toMatchObject({ ok: false, reason: 'document.statusRefused' });
    const [last] = await database.sql`
      select status from document_status where document_id = ${documentId} order by id desc limit 1`;
    expect(last?.status).toBe('superseded');
  });
});

describe('migrations', () => {
  test('applied to an empty database by two at once, and again, they give one and the same', async () => {
    const name = `empty_${Date.now()}`;
    await database.sql.unsafe(`create database ${name}`);
    const url = new URL(database.url);
    url.pathname = `/${name}`;
    const fresh = createDatabase(url.href, { max: 1 });
    const state = async () => {
      const counted = `select (select count(*)::int from drizzle.__drizzle_migrations) as migrations,
        (select count(*)::int from pg_trigger where not tgisinternal) as triggers,
        (select count(*)::int from graphile_worker.migrations) as queue`;
      return [...(await fresh.db.execute(counted))];
    };
    try {
      await Promise.all([migrateDatabase(url.href), migrateDatabase(url.href)]);
      const once = await state();
      await migrateDatabase(url.href);
      expect(await state()).toEqual(once);
      expect(Number(once[0]?.triggers)).toBeGreaterThan(30);
    } finally {
      await fresh.close();
      // The queue's own migrations leave their connection a moment after they are done: cut off, it would complain.
      const left = () => database.sql`select 1 from pg_stat_activity where datname = ${name}`;
      await expect.poll(async () => (await left()).length, { timeout: 10_000 }).toBe(0);
      await database.sql.unsafe(`drop database ${name}`);
    }
  });
});
