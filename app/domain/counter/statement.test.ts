import { describe, expect, test } from 'vitest';
import { money } from '#app/domain/shared/money.ts';
import { type MatchTarget, matchLine } from './match-line.ts';
import { readDate, readStatement } from './read-statement.ts';
import { findHeader, guessMapping, missingFields } from './statement-columns.ts';

describe('the columns of a statement', () => {
  test.each([
    [
      ['Date valeur', 'Libellé', 'Débit', 'Crédit', 'Référence'],
      { date: 0, label: 1, amount: 3, reference: 4 },
    ],
    [
      ['Value Date', 'Description', 'Amount', 'Sender', 'Transaction ID'],
      { date: 0, label: 1, amount: 2, payer: 3, reference: 4 },
    ],
    [
      ['DATE', 'EXPÉDITEUR', 'MONTANT', 'MOTIF', 'CODE ENVOI'],
      { date: 0, payer: 1, amount: 2, label: 3, reference: 4 },
    ],
    [['Date', 'Date opération', 'Montant', 'Réf.'], { date: 1, amount: 2, reference: 3 }],
  ])('%j', (header, mapping) => {
    expect(guessMapping(header)).toEqual(mapping);
    expect(missingFields(guessMapping(header))).toEqual([]);
  });
  test('what is not there is said', () => {
    expect(missingFields(guessMapping(['A', 'B', 'Montant']))).toEqual(['date', 'reference']);
  });
  test('the account and the period above the table are passed over', () => {
    const rows = [
      ['Compte', '01234'],
      ['Date', '01/03/2027'],
      ['Date', 'Montant', 'Référence'],
      ['01/03/2027', '6000', 'x'],
    ];
    expect(findHeader(rows)).toBe(2);
    expect(
      findHeader([
        ['a', 'b'],
        ['c', 'd'],
      ]),
    ).toBe(0);
  });
});

test.each([
  ['01/03/2027', '2027-03-01'],
  ['1-3-27', '2027-03-01'],
  ['2027-03-01 10:15', '2027-03-01'],
  ['29.02.2028', '2028-02-29'],
  ['29/02/2027', null],
  ['31/04/2027', null],
  ['03/31/2027', null],
  ['hier', null],
  ['', null],
])('the date “%s”', (text, date) => {
  expect(readDate(text)).toBe(date);
});

test('credits are read, debits passed over, and what can’t be read is told with its line', () => {
  const mapping = { date: 0, amount: 1, reference: 2, payer: 3, label: 4 };
  const row = (number: number, ...cells: string[]) => ({ number, cells });
  const statement = readStatement(
    [
      row(2, '01/03/2027', '6 000', ' TX 1 ', 'Aïssa  Garba', 'BAC-2027-000123'),
      row(3, '01/03/2027', '', 'TX2'),
      row(4, '01/03/2027', '-500', 'TX3'),
      row(5, '01/03/2027', 'six', 'TX4'),
      row(6, 'hier', '6000', 'TX5'),
      row(7, '01/03/2027', '6000', ''),
      row(8, '01/03/2027', '6000', 'TX 1'),
      row(9, '02/03/2027', '6000,00', 'TX6'),
    ],
    mapping,
    'XOF',
  );
  expect(statement).toEqual({
    lines: [
      {
        lineNumber: 2,
        reference: 'TX 1',
        valueDate: '2027-03-01',
        amount: 6000n,
        payer: 'Aïssa Garba',
        label: 'BAC-2027-000123',
      },
      { lineNumber: 9, reference: 'TX6', valueDate: '2027-03-02', amount: 6000n, payer: '', label: '' },
    ],
    problems: [
      { lineNumber: 5, problem: 'amountUnreadable' },
      { lineNumber: 6, problem: 'dateUnreadable' },
      { lineNumber: 7, problem: 'referenceMissing' },
      { lineNumber: 8, problem: 'referenceTwice' },
    ],
    skipped: 2,
  });
});

describe('what a line pays', () => {
  const bill: MatchTarget = {
    kind: 'invoice',
    id: 'i',
    number: 'F-BAC-2027-000123',
    state: 'open',
    due: money(6000n, 'XOF'),
  };
  const other: MatchTarget = { ...bill, id: 'j', number: 'F-BAC-2027-000124' };
  const school: MatchTarget = {
    kind: 'schoolInvoice',
    id: 's',
    number: 'FE-2027-000007',
    state: 'open',
    due: money(60_000n, 'XOF'),
  };
  const match = (label: string, amount: bigint, changes: Partial<MatchTarget> = {}) =>
    matchLine(
      { label, reference: 'VIR 1', payer: '', received: money(amount, 'XOF') },
      new Map([
        ['candidate BAC-2027-000123', { ...bill, ...changes }],
        ['candidate BAC-2027-000124', other],
        ['schoolInvoice FE-2027-000007', school],
      ]),
    );
  test('the invoice it quotes, for exactly what is due', () => {
    expect(match('droits f bac 2027 000123', 6000n)).toEqual({ outcome: 'match', target: bill });
    expect(match('BAC-2027-000123', 5999n)).toMatchObject({ reason: 'suspense.wrongAmount' });
    expect(match('BAC-2027-000123', 6001n)).toMatchObject({ reason: 'suspense.wrongAmount' });
  });
  test('a school’s, for any part', () => {
    expect(match('FE-2027-000007', 1n)).toEqual({ outcome: 'match', target: school });
    expect(match('FE-2027-000007', 60_000n)).toEqual({ outcome: 'match', target: school });
    expect(match('FE-2027-000007', 60_001n)).toMatchObject({ reason: 'suspense.wrongAmount' });
  });
  test('nothing that is guessed', () => {
    expect(match('droits Aïssa Garba', 6000n)).toEqual({ outcome: 'suspend', reason: 'suspense.unmatched' });
    expect(match('BAC-2027-999999', 6000n)).toEqual({ outcome: 'suspend', reason: 'suspense.unmatched' });
    expect(match('BAC-2027-000123 BAC-2027-000124', 6000n)).toMatchObject({ reason: 'suspense.unmatched' });
  });
  test('nothing that is paid or cancelled already', () => {
    expect(match('BAC-2027-000123', 6000n, { state: 'paid' })).toMatchObject({
      reason: 'suspense.paidTwice',
    });
    expect(match('BAC-2027-000123', 6000n, { state: 'cancelled' })).toMatchObject({
      reason: 'suspense.entryWithdrawn',
    });
    expect(match('BAC-2027-000123', 6000n, { due: money(6000n, 'XAF') })).toMatchObject({
      reason: 'suspense.wrongAmount',
    });
  });
});
