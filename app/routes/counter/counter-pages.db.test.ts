import { describe, expect, test } from 'vitest';
import { bookBankFile } from '#app/services/counter/book-bank-file.server.ts';
import { closeTill } from '#app/services/counter/close-till.server.ts';
import { keepBankFile } from '#app/services/counter/keep-bank-file.server.ts';
import { recordCash } from '#app/services/counter/record-cash.server.ts';
import { postJournal } from '#app/services/fees/post-journal.server.ts';
import { journal } from '#db/schema/fees.ts';
import { withTx } from '#db/tx.ts';
import { useCounter } from '#tests/factories/counter.ts';
import { answerOf, routeArgs } from '#tests/setup/call-route.ts';
import { useDatabase } from '#tests/setup/database.ts';
import * as bankFile from './bank-file.tsx';
import * as bankFiles from './bank-files.tsx';
import * as home from './home.tsx';
import * as invoice from './invoice.tsx';
import * as journalPage from './journal.tsx';
import * as journalCsv from './journal-csv.ts';
import * as ledgerCsv from './ledger-csv.ts';

const database = useDatabase();
const counter = useCounter(database);
const value = <T>(verdict: { ok: true; value: T } | { ok: false; reason: string }): T => {
  if (!verdict.ok) throw new Error(verdict.reason);
  return verdict.value;
};
const rowsOf = async (response: Response) =>
  (await response.text())
    .replace('\ufeff', '')
    .trim()
    .split('\r\n')
    .map((line) => line.split(';'));

describe('the number a payer quotes', () => {
  test('leads to the invoice in any spelling, or lists what ends so', async () => {
    const it = await counter.owing();
    const as = counter.person('cashier');
    const bare = it.number.replace(/^F-/, '');
    for (const text of [it.number, bare, bare.toLowerCase().replaceAll('-', ' ')]) {
      const answer = await answerOf(
        home.loader(routeArgs(as, `/bureau/guichet?q=${encodeURIComponent(text)}`)),
      );
      expect([text, answer.location]).toEqual([text, `/bureau/guichet/factures/${it.invoiceId}`]);
    }
    const short = String(Number(bare.slice(-6)));
    const found = await answerOf(home.loader(routeArgs(as, `/bureau/guichet?q=${short}`)));
    expect(found.location).toBe(`/bureau/guichet/factures/${it.invoiceId}`);
    const none = await home.loader(routeArgs(as, '/bureau/guichet?q=%27%20or%201=1--'));
    expect(none.found).toEqual([]);
  });
  test('says nothing of another office', async () => {
    const it = await counter.owing();
    const found = await home.loader(routeArgs(counter.person('stranger'), `/bureau/guichet?q=${it.number}`));
    expect(found.found).toEqual([]);
    const params = { invoiceId: it.invoiceId };
    expect(
      (await answerOf(invoice.loader(routeArgs(counter.person('stranger'), '/', { params })))).status,
    ).toBe(404);
  });
});

test('a refused form comes back with what was typed, beside its field, and never as an error of ours', async () => {
  const it = await counter.owing();
  const { as, tillId } = await counter.drawer();
  const params = { invoiceId: it.invoiceId };
  const hostile = ['', '=1+1', '<script>', 'x'.repeat(10_000), '\0', '🧾'];
  for (const receiptNumber of hostile) {
    const form = { amount: String(it.total), receiptNumber };
    const answer = await answerOf(invoice.action(routeArgs(as, '/', { params, form })));
    expect(answer.status).toBe(422);
    expect(answer.data).toMatchObject({ errors: { receiptNumber: [expect.any(String)] } });
  }
  const close = { intent: 'close', counted: '12 000 000 000 000 000 000', reason: 'x' };
  const answer = await answerOf(journalPage.action(routeArgs(as, '/', { params: { tillId }, form: close })));
  expect(answer).toMatchObject({
    status: 422,
    data: { values: { counted: close.counted }, errors: { counted: ['reasons:amount.unreadable'] } },
  });
});

test('the journal says what came in, and so does its file, with no formula in it', async () => {
  const { as, tillId } = await counter.drawer('5000');
  const it = await counter.owing();
  value(
    await recordCash(as, {
      kind: 'invoice',
      id: it.invoiceId,
      amount: String(it.total),
      receiptNumber: 'JR-1',
    }),
  );
  const page = await journalPage.loader(routeArgs(as, '/', { params: { tillId } }));
  expect(page).toMatchObject({
    taken: it.total,
    expected: 5000n + it.total,
    difference: null,
    mayClose: true,
    mayReconcile: false,
  });
  value(await closeTill(as, { tillId, counted: String(4000n + it.total), reason: 'Manque 1 000' }));
  const after = await journalPage.loader(
    routeArgs(counter.person('accountant'), '/', { params: { tillId } }),
  );
  expect(after).toMatchObject({ difference: -1000n, mayReconcile: true, inBooks: it.total - 1000n });
  const rows = await rowsOf(await journalCsv.loader(routeArgs(as, '/', { params: { tillId } })));
  expect(rows[1]?.slice(3, 8)).toEqual([
    'Encaissement',
    'JR-1',
    it.number,
    expect.any(String),
    String(it.total),
  ]);
});

test('the books of a period are whole, in order, page after page, and balance', async () => {
  const { as } = await counter.drawer();
  const organisationId = counter.world.office.id;
  await withTx(counter.system, 'many', {}, async (tx) => {
    for (let at = 0; at < 2100; at += 1)
      await postJournal(tx, {
        organisationId,
        reference: `test:${at}`,
        memo: at === 7 ? '=HYPERLINK("http://x")' : 'essai',
        postings: [
          { account: 'income:fees', currency: 'XOF', amount: -1n },
          { account: 'provider:stripe', currency: 'XOF', amount: 1n },
        ],
      });
  });
  const [head = [], ...rows] = await rowsOf(
    await ledgerCsv.loader(routeArgs(as, '/bureau/caisse/ecritures.csv?du=2027-03-01&au=2027-03-01')),
  );
  expect(head).toEqual([
    'Écriture',
    'Date',
    'Pièce',
    'Libellé',
    'Compte',
    'Intitulé',
    'Débit',
    'Crédit',
    'Monnaie',
  ]);
  expect(rows.length).toBeGreaterThanOrEqual(4200);
  const sum = (column: number) => rows.reduce((total, row) => total + BigInt(row[column] || '0'), 0n);
  expect(sum(6)).toBe(sum(7));
  const own = rows.filter((row) => row[2]?.startsWith('test:'));
  expect(own.map((row) => row[2])).toEqual(
    Array.from({ length: 2100 }, (_, at) => [`test:${at}`, `test:${at}`]).flat(),
  );
  expect(own[14]?.[3]).not.toMatch(/^"?=/);
  expect(
    await rowsOf(
      await ledgerCsv.loader(routeArgs(as, '/bureau/caisse/ecritures.csv?du=2026-01-01&au=2026-01-31')),
    ),
  ).toHaveLength(1);
  expect(
    await rowsOf(
      await ledgerCsv.loader(
        routeArgs(counter.person('stranger'), '/bureau/caisse/ecritures.csv?du=2020-01-01&au=2030-01-01'),
      ),
    ),
  ).toHaveLength(1);
  expect(await database.db.$count(journal)).toBeGreaterThan(2100);
}, 60_000);

describe('a statement', () => {
  const args = (file: File | string, source = 'bank') => {
    const body = new FormData();
    body.append('organisationId', counter.world.office.id);
    body.append('source', source);
    body.append('file', file);
    const base = routeArgs(counter.person('cashier'), '/bureau/guichet/releves');
    return { ...base, request: new Request(base.request.url, { method: 'POST', body }) };
  };
  test('that is no list is refused in words beside the field', async () => {
    const files = ['%PDF-1.4', 'PK\u0003\u0004rubbish', '\u0000\u0001', '<!DOCTYPE x [<!ENTITY a "b">]>', ''];
    for (const text of files) {
      const answer = await answerOf(bankFiles.action(args(new File([text], 'releve.xlsx'))));
      expect([text, answer.status]).toEqual([text, 422]);
      expect(answer.data).toMatchObject({ errors: { file: [expect.any(String)] } });
    }
    expect((await answerOf(bankFiles.action(args('no file')))).status).toBe(422);
    expect((await answerOf(bankFiles.action(args(new File(['a;b\n1;2'], 'r.csv'), 'casino')))).status).toBe(
      422,
    );
  });
  test('is shown before it is booked, with columns somebody chose', async () => {
    const bytes = new TextEncoder().encode('Quand;Combien;Quoi\n01/03/2027;500;=cmd|calc\n');
    const as = counter.person('cashier');
    const { fileId } = value(
      await keepBankFile(as, {
        organisationId: counter.world.office.id,
        source: 'bank',
        fileName: 'r.csv',
        bytes,
      }),
    );
    const open = (search: string) => bankFile.loader(routeArgs(as, `/r${search}`, { params: { fileId } }));
    expect((await open('')).missing).toEqual(['date', 'amount', 'reference']);
    const chosen = await open('?c-date=0&c-amount=1&c-reference=2&c-payer=x&c-label=999999');
    expect(chosen).toMatchObject({ missing: [], counts: { matched: 0, suspended: 1, booked: 0, total: 1 } });
    const form = { 'c-date': '0', 'c-amount': '1', 'c-reference': '2' };
    const booked = await answerOf(bankFile.action(routeArgs(as, '/r', { params: { fileId }, form })));
    expect(booked.location).toContain('fait=fait');
    expect((await open('?c-date=0&c-amount=1&c-reference=2')).counts).toMatchObject({
      booked: 1,
      suspended: 0,
    });
    expect(
      value(await bookBankFile(as, { fileId, mapping: { date: 0, amount: 1, reference: 2 } })),
    ).toMatchObject({ known: 1 });
  });
});
