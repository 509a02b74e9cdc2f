import { expect, test } from 'vitest';
import { candidateNumber } from '#app/domain/registration/candidate-number.ts';
import { numbersIn, schoolInvoiceNumber } from './read-number.ts';

const shown = (text: string) => numbersIn(text).map(({ number }) => number);

test.each([
  ['BAC-2027-000123', ['BAC-2027-000123']],
  ['F-BAC-2027-000123', ['BAC-2027-000123']],
  ['droits f-bac-2027-000123 Aïssa Garba', ['BAC-2027-000123']],
  ['F BAC 2027 000123', ['BAC-2027-000123']],
  ['FBAC2027000123', ['BAC-2027-000123']],
  ['bepc2027000001/VIR', ['BEPC-2027-000001']],
  ['FE-2027-000007', ['FE-2027-000007']],
  ['facture école fe 2027 000007', ['FE-2027-000007']],
  ['F-BAC-2027-000123 et BAC-2027-000124', ['BAC-2027-000123', 'BAC-2027-000124']],
  ['BAC-2027-000123 F-BAC-2027-000123', ['BAC-2027-000123']],
  ['ＢＡＣ－2027－000123', ['BAC-2027-000123']],
])('“%s”', (text, numbers) => {
  expect(shown(text)).toEqual(numbers);
});

test.each([
  '',
  'BAC 2027',
  'BAC-2027-00012',
  'BAC-2027-0001234',
  'VIREMENT 20270101',
  'FE-2027-7',
  '2027-000123',
  'A'.repeat(10_000),
])('“%s” quotes nothing', (text) => {
  expect(shown(text)).toEqual([]);
});

test('the numbers given are the numbers read', () => {
  expect(numbersIn(candidateNumber('BTS', 2027, 42))).toEqual([
    { kind: 'candidate', number: 'BTS-2027-000042' },
  ]);
  expect(numbersIn(schoolInvoiceNumber(2027, 42))).toEqual([
    { kind: 'schoolInvoice', number: 'FE-2027-000042' },
  ]);
  expect(() => schoolInvoiceNumber(2027, 0)).toThrow(RangeError);
});
