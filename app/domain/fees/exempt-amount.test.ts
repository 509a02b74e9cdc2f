import fc from 'fast-check';
import { expect, test } from 'vitest';
import { exemptAmount } from './exempt-amount.ts';

const lines = [
  { code: 'base', amount: 6001n },
  { code: 'optional:dessin', amount: 500n },
  { code: 'optional:musique', amount: 500n },
  { code: 'late', amount: 3000n },
];

test.each([
  ['everything of everything', { lines: 'all', percent: 100 }, 10_001n],
  ['half of an odd sum leaves the smaller half to pay', { lines: 'all', percent: 50 }, 5_001n],
  ['some lines only, with their papers', { lines: ['base', 'optional'], percent: 100 }, 7_001n],
  ['one per cent of 3 000', { lines: ['late'], percent: 1 }, 30n],
  ['lines that are not on this invoice', { lines: ['lab'], percent: 100 }, 0n],
] as const)('%s', (_, exemption, amount) => {
  expect(exemptAmount(exemption, lines)).toBe(amount);
});

test('never more than the lines, never less than the percentage, never a whole unit too much', () => {
  fc.assert(
    fc.property(
      fc.array(fc.bigInt({ min: 0n, max: 10n ** 12n }), { maxLength: 6 }),
      fc.integer({ min: 1, max: 100 }),
      (amounts, percent) => {
        const sum = amounts.reduce((a, b) => a + b, 0n);
        const given = exemptAmount(
          { lines: 'all', percent },
          amounts.map((amount, at) => ({ code: `c${at}`, amount })),
        );
        expect(given <= sum).toBe(true);
        expect(given * 100n >= sum * BigInt(percent)).toBe(true);
        expect((given - 1n) * 100n < sum * BigInt(percent)).toBe(true);
      },
    ),
  );
});
