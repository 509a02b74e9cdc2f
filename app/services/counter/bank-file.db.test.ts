import { and, eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { payment, schoolInvoice, suspenseItem } from '#db/schema/fees.ts';
import { bankFile, bankLine } from '#db/schema/till.ts';
import { useCounter } from '#tests/factories/counter.ts';
import { useDatabase } from '#tests/setup/database.ts';
import { bookBankFile } from './book-bank-file.server.ts';
import { createSchoolInvoice } from './create-school-invoice.server.ts';
import { keepBankFile, MOST_LINES } from './keep-bank-file.server.ts';
import { openBankFile, previewStatement } from './read-bank-file.server.ts';

const database = useDatabase();
const counter = useCounter(database);
const value = <T>(verdict: { ok: true; value: T } | { ok: false; reason: string }): T => {
  if (!verdict.ok) throw new Error(verdict.reason);
  return verdict.value;
};
const HEADER = 'Date valeur;Libellé;Débit;Crédit;Référence;Donneur d’ordre';
let references = 0;
const reference = () => `VIR${++references}`;
type Line = { label: string; amount: string; reference?: string; date?: string };
const csv = (lines: readonly Line[]) =>
  [
    HEADER,
    ...lines.map(
      (line) =>
        `${line.date ?? '01/03/2027'};${line.label};;${line.amount};${line.reference ?? reference()};Aïssa Garba`,
    ),
  ].join('\r\n');
const keep = (text: string, as = counter.person('cashier')) =>
  keepBankFile(as, {
    organisationId: counter.world.office.id,
    source: 'nita',
    fileName: 'relevé.csv',
    bytes: new TextEncoder().encode(text),
  });
const suspended = (lineId: string) =>
  database.db
    .select()
    .from(suspenseItem)
    .where(eq(suspenseItem.source, `bank:${lineId}`));
const lineOf = async (text: string) =>
  (await database.db.select().from(bankLine).where(eq(bankLine.reference, text)))[0];

describe('taking in a statement', () => {
  test('once: the same bytes are the same file, 50 at once too', async () => {
    const text = csv([{ label: 'rien', amount: '1' }]);
    const answers = await Promise.all(Array.from({ length: 50 }, () => keep(text)));
    expect(new Set(answers.map((one) => value(one).fileId)).size).toBe(1);
    expect(answers.filter((one) => !value(one).known)).toHaveLength(1);
    expect(value(await keep(text, counter.person('accountant'))).known).toBe(true);
  });
  test('by who works with money here, and nobody else', async () => {
    const text = csv([{ label: 'secret', amount: '1' }]);
    for (const name of ['head', 'stranger'] as const)
      expect(await keep(text, counter.person(name))).toMatchObject({ reason: 'access.denied' });
    const { fileId } = value(await keep(text));
    for (const name of ['head', 'stranger'] as const) {
      expect(await openBankFile(counter.person(name), { fileId })).toMatchObject({
        reason: 'bankFile.notFound',
      });
      expect(await bookBankFile(counter.person(name), { fileId })).toMatchObject({
        reason: 'bankFile.notFound',
      });
    }
    expect(await bookBankFile(counter.person('cashier'), { fileId: crypto.randomUUID() })).toMatchObject({
      reason: 'bankFile.notFound',
    });
  });
  test('what is no list is refused, and so is too long a one', async () => {
    expect(await keep('%PDF-1.7 rien')).toMatchObject({ reason: 'sheet.notATable' });
    expect(await keep('')).toMatchObject({ reason: 'sheet.empty' });
    const long = csv(Array.from({ length: MOST_LINES + 1 }, () => ({ label: 'x', amount: '1' })));
    expect(await keep(long)).toMatchObject({ reason: 'bankFile.tooLong', detail: { maximum: MOST_LINES } });
  });
});

describe('booking it', () => {
  test('what quotes an invoice and fits pays it; the rest waits for a cashier; nothing is booked twice', async () => {
    const [exact, wrong] = [await counter.owing(), await counter.owing()];
    const pupil = await counter.owing();
    const { world } = counter;
    const school = value(
      await createSchoolInvoice(counter.person('head'), {
        schoolId: world.school.id,
        sittingId: world.sitting.id,
        entryIds: [pupil.entryId],
      }),
    );
    const lines: Line[] = [
      { label: `Droits ${exact.number}`, amount: '10 000,00', reference: 'T1' },
      {
        label: `droits ${wrong.number.replaceAll('-', ' ').toLowerCase()}`,
        amount: '9 999',
        reference: 'T2',
      },
      { label: `Lycée ${school.number}`, amount: '10000', reference: 'T3' },
      { label: 'merci', amount: '5000', reference: 'T4' },
      { label: `encore ${exact.number}`, amount: '10000', reference: 'T5' },
      { label: 'frais', amount: '', reference: 'T6' },
    ];
    const { fileId } = value(await keep(csv(lines)));
    const as = counter.person('cashier');
    const opened = value(await openBankFile(as, { fileId }));
    const preview = await previewStatement(as, opened);
    expect(
      preview.map(({ match, booked }) => [
        match.outcome === 'match' ? match.target.number : match.reason,
        booked,
      ]),
    ).toEqual([
      [exact.number, null],
      ['suspense.wrongAmount', null],
      [school.number, null],
      ['suspense.unmatched', null],
      [exact.number, null],
    ]);
    expect(opened.statement?.skipped).toBe(1);
    expect(await database.db.$count(bankLine, eq(bankLine.bankFileId, fileId))).toBe(0);

    expect(value(await bookBankFile(as, { fileId, most: 2 }))).toEqual({
      matched: 1,
      suspended: 1,
      known: 0,
      left: 3,
    });
    expect(value(await bookBankFile(as, { fileId }))).toEqual({
      matched: 1,
      suspended: 2,
      known: 2,
      left: 0,
    });
    expect(
      await Promise.all([counter.statesOf(exact), counter.statesOf(wrong), counter.statesOf(pupil)]),
    ).toEqual([
      ['paid', 'paid'],
      ['open', 'submitted'],
      ['paid', 'paid'],
    ]);
    const [paid] = await database.db
      .select()
      .from(payment)
      .where(and(eq(payment.invoiceId, exact.invoiceId), eq(payment.reference, 'nita:T1')));
    expect(paid).toMatchObject({ provider: 'bank', state: 'succeeded', amount: 10_000n });
    expect(await counter.balance('bank:nita')).toBe(10_000n + 9999n + 10_000n + 5000n + 10_000n);
    const items = await Promise.all(
      ['T2', 'T4', 'T5'].map(async (one) => suspended((await lineOf(one))?.id ?? '')),
    );
    expect(items.flat().map(({ reason, amount }) => [reason, amount])).toEqual([
      ['suspense.wrongAmount', 9999n],
      ['suspense.unmatched', 5000n],
      ['suspense.paidTwice', 10_000n],
    ]);
    expect([-(await counter.balance('suspense')), await counter.wholeLedger()]).toEqual([
      9999n + 5000n + 10_000n,
      0n,
    ]);
    expect(
      (await database.db.select().from(schoolInvoice).where(eq(schoolInvoice.id, school.schoolInvoiceId)))[0]
        ?.state,
    ).toBe('paid');

    const again = value(await keep(csv([...lines, { label: 'neuf', amount: '10', reference: 'T7' }])));
    expect(value(await bookBankFile(as, { fileId: again.fileId }))).toEqual({
      matched: 0,
      suspended: 1,
      known: 5,
      left: 0,
    });
  });

  test('50 at once book each line once', async () => {
    const bills = await Promise.all([counter.owing(), counter.owing(), counter.owing()]);
    const { fileId } = value(
      await keep(csv(bills.map(({ number }) => ({ label: number, amount: '10000' })))),
    );
    const before = await counter.balance('bank:nita');
    await Promise.all(Array.from({ length: 50 }, () => bookBankFile(counter.person('cashier'), { fileId })));
    expect(await database.db.$count(bankLine, eq(bankLine.bankFileId, fileId))).toBe(3);
    expect((await counter.balance('bank:nita')) - before).toBe(30_000n);
    for (const it of bills) expect(await counter.statesOf(it)).toEqual(['paid', 'paid']);
  });

  test('a transfer of a day after entries closed waits for a cashier', async () => {
    const it = await counter.owing();
    const { fileId } = value(
      await keep(csv([{ label: it.number, amount: '10000', date: '01/06/2027', reference: 'LATE' }])),
    );
    expect(value(await bookBankFile(counter.person('cashier'), { fileId }))).toMatchObject({ suspended: 1 });
    const [item] = await database.db
      .select()
      .from(suspenseItem)
      .where(eq(suspenseItem.reason, 'suspense.late'));
    expect(item).toMatchObject({ provider: 'bank', amount: 10_000n });
    expect(await counter.statesOf(it)).toEqual(['open', 'submitted']);
  });

  test('nothing while a column is unknown or a line can’t be read; the columns may be chosen', async () => {
    const as = counter.person('cashier');
    const foreign = value(await keep('A;B;C;D\n01/03/2027;100;Z1;x'));
    expect(await bookBankFile(as, foreign)).toMatchObject({ reason: 'bankFile.columnsMissing' });
    const mapping = { date: 0, amount: 1, reference: 2 };
    expect(value(await bookBankFile(as, { ...foreign, mapping }))).toMatchObject({ suspended: 1 });
    const broken = value(
      await keep(
        csv([
          { label: 'x', amount: 'mille', reference: 'B1' },
          { label: 'y', amount: '5', reference: 'B2' },
        ]),
      ),
    );
    expect(await bookBankFile(as, broken)).toMatchObject({
      reason: 'bankFile.hasProblems',
      detail: { lines: 1 },
    });
    expect(await lineOf('B2')).toBeUndefined();
  });

  test('a statement is never changed nor deleted', async () => {
    const { fileId } = value(await keep(csv([{ label: 'z', amount: '3' }])));
    await expect(database.db.delete(bankFile).where(eq(bankFile.id, fileId))).rejects.toThrow();
  });
});
