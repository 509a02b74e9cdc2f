import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readAmount } from './read-amount.ts';

test.each([
  ['6000', 'XOF', 6000n],
  ['6 000', 'XOF', 6000n],
  ['6\u202f000 F\u00a0CFA', 'XOF', 6000n],
  ['6.000', 'XOF', 6000n],
  ['6,000.00', 'XOF', 6000n],
  ['1.250.000,00 FCFA', 'XOF', 1_250_000n],
  ["1'250'000", 'XOF', 1_250_000n],
  ['0', 'XOF', 0n],
  ['-6000', 'XOF', -6000n],
  ['− 6 000', 'XOF', -6000n],
  ['+6000', 'XAF', 6000n],
  ['12,5', 'EUR', 1250n],
  ['12.50 €', 'EUR', 1250n],
  ['1,234', 'EUR', 123_400n],
])('“%s” in %s', (text, currency, minor) => {
  expect(readAmount(text, currency)).toEqual({ ok: true, value: minor });
});

test.each([
  '',
  'F CFA',
  'six mille',
  '6000,50',
  '60.00.00',
  '6,00,000',
  '1.000.00',
  '6-000',
  '--6',
  '1e3',
  '=6000',
  '12,345,6x',
  '9'.repeat(17),
])('“%s” is no amount in XOF', (text) => {
  expect(readAmount(text, 'XOF')).toEqual({ ok: false, reason: 'amount.unreadable' });
});

test('what is printed in French or English is read back', () => {
  fc.assert(
    fc.property(
      fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }),
      fc.constantFrom('fr-FR', 'en-GB'),
      (minor, tag) => {
        expect(readAmount(new Intl.NumberFormat(tag).format(minor), 'XOF')).toEqual({
          ok: true,
          value: minor,
        });
      },
    ),
  );
});
