import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { money } from '#app/domain/shared/money.ts';
import { readReceiptNumber } from './receipt-number.ts';
import {
  differencePostings,
  handOverPostings,
  holdsEnough,
  judgeCount,
  tillAccount,
  waiverPostings,
} from './till-rules.ts';

const count = { float: 10_000n, booked: 54_000n, counted: 64_000n, reason: '' };

describe('closing a till', () => {
  test('what was expected is the float and what the books say', () => {
    expect(judgeCount(count)).toEqual({ ok: true, value: 0n });
  });
  test('a difference needs a reason of five letters', () => {
    expect(judgeCount({ ...count, counted: 63_000n })).toMatchObject({ reason: 'till.reasonMissing' });
    expect(judgeCount({ ...count, counted: 63_000n, reason: '    x   ' })).toMatchObject({ ok: false });
    expect(judgeCount({ ...count, counted: 63_000n, reason: 'billet faux' })).toEqual({
      ok: true,
      value: -1000n,
    });
    expect(judgeCount({ ...count, counted: 65_000n, reason: 'trop perçu' })).toEqual({
      ok: true,
      value: 1000n,
    });
  });
  test('money missing is a loss, money too much is unclaimed', () => {
    expect(
      differencePostings('t', money(-1000n, 'XOF')).map(({ account, amount }) => [account, amount]),
    ).toEqual([
      ['till:t', -1000n],
      ['expense:losses', 1000n],
    ]);
    expect(
      differencePostings('t', money(1000n, 'XOF')).map(({ account, amount }) => [account, amount]),
    ).toEqual([
      ['till:t', 1000n],
      ['income:unclaimed', -1000n],
    ]);
  });
});

test('counted and handed over, a till holds nothing but its float', () => {
  fc.assert(
    fc.property(
      fc.bigInt({ min: -(10n ** 9n), max: 10n ** 12n }),
      fc.bigInt({ min: 0n, max: 10n ** 12n }),
      (booked, counted) => {
        const judged = judgeCount({ float: 10_000n, booked, counted, reason: 'compté deux fois' });
        const difference = judged.ok ? judged.value : 0n;
        const postings = [
          ...differencePostings('t', money(difference, 'XOF')),
          ...handOverPostings('t', money(booked + difference, 'XOF')),
        ];
        const sum = (account: string | null) =>
          postings
            .filter((line) => account === null || line.account === account)
            .reduce((a, { amount }) => a + amount, 0n);
        expect([sum(null), booked + sum(tillAccount('t')), sum('bank:deposit')]).toEqual([
          0n,
          0n,
          counted - 10_000n,
        ]);
      },
    ),
  );
});

test('a waiver takes from what is owed and is borne by the office', () => {
  expect(waiverPostings('i', money(3000n, 'XOF'))).toEqual([
    { account: 'expense:waivers', currency: 'XOF', amount: 3000n },
    { account: 'receivable:i', currency: 'XOF', amount: -3000n },
  ]);
});

test('a drawer gives back no more than it holds, in its own currency', () => {
  const drawer = { float: 10_000n, booked: 6000n, currency: 'XOF' };
  expect(holdsEnough(drawer, money(16_000n, 'XOF'))).toBe(true);
  expect(holdsEnough(drawer, money(16_001n, 'XOF'))).toBe(false);
  expect(holdsEnough(drawer, money(1n, 'XAF'))).toBe(false);
});

test.each([
  ['a 12', 'A12'],
  ['n°12', null],
  ['2027/00123', '2027/00123'],
  ['', null],
  ['-1', null],
  ['x'.repeat(31), null],
])('the receipt number “%s”', (text, number) => {
  expect(readReceiptNumber(text)).toEqual(
    number === null ? { ok: false, reason: 'cash.receiptInvalid' } : { ok: true, value: number },
  );
});
