import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type AllocationItem, allocatePayment } from './allocate-payment.ts';

const item = (invoiceId: string, due: bigint, payable = true): AllocationItem => ({
  invoiceId,
  due,
  payable,
});
const names = (items: readonly AllocationItem[]) => items.map(({ invoiceId }) => invoiceId).join('');

test('a part pays the first in whole and stops at the first it can’t cover, though a later one is cheaper', () => {
  const { covered, left, owed } = allocatePayment(25n, [item('a', 10n), item('b', 20n), item('c', 5n)]);
  expect([names(covered), left, owed]).toEqual(['a', 15n, 25n]);
});

test('what is paid elsewhere, cancelled or withdrawn costs nothing and is released', () => {
  const { covered, released, left, owed } = allocatePayment(30n, [
    item('a', 10n, false),
    item('b', 20n),
    item('c', 20n, false),
  ]);
  expect([names(covered), names(released), left, owed]).toEqual(['b', 'ac', 10n, 0n]);
});

test('an invoice with nothing due is covered by nothing', () => {
  expect(names(allocatePayment(0n, [item('a', 0n), item('b', 1n)]).covered)).toBe('a');
});

const items = fc.array(fc.tuple(fc.bigInt(0n, 50n), fc.boolean()), { maxLength: 12 });
const written = (list: readonly (readonly [bigint, boolean])[]) =>
  list.map(([due, payable], index) => item(String(index), due, payable));

test('money is neither made nor lost', () => {
  fc.assert(
    fc.property(fc.bigInt(0n, 400n), items, (available, list) => {
      const { covered, left } = allocatePayment(available, written(list));
      expect(covered.reduce((sum, { due }) => sum + due, left)).toBe(available);
      expect(left >= 0n).toBe(true);
    }),
  );
});

test('however a sum is cut into parts, the same candidates are paid', () => {
  fc.assert(
    fc.property(fc.array(fc.bigInt(0n, 60n), { maxLength: 6 }), items, (parts, list) => {
      const all = written(list);
      const whole = allocatePayment(
        parts.reduce((sum, part) => sum + part, 0n),
        all,
      );
      let credit = 0n;
      const paid = new Set<string>();
      for (const part of parts) {
        const open = all.map((one) => ({ ...one, payable: one.payable && !paid.has(one.invoiceId) }));
        const { covered, left } = allocatePayment(credit + part, open);
        for (const { invoiceId } of covered) paid.add(invoiceId);
        credit = left;
      }
      if (parts.length > 0) expect([...paid]).toEqual(whole.covered.map(({ invoiceId }) => invoiceId));
    }),
  );
});
