import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { EntryState } from '#app/domain/registration/states.ts';
import { money } from '#app/domain/shared/money.ts';
import { checkoutExpiry } from './checkout-window.ts';
import { judgeSettlement, type PaymentFacts, type ProviderAnswer } from './judge-settlement.ts';
import {
  allocationPostings,
  cancellationPostings,
  creditPostings,
  invoicePostings,
  settlementPostings,
  suspensePostings,
} from './postings.ts';

const closes = new Date('2027-04-01T00:00:00Z');
const facts: PaymentFacts = {
  state: 'pending',
  asked: money(6000n, 'XOF'),
  expiresAt: new Date('2027-04-01T00:20:00Z'),
  pays: { kind: 'invoice', invoice: 'open', entry: 'submitted', due: money(6000n, 'XOF') },
  sitting: 'open',
  entriesCloseAt: closes,
};
const paid: ProviderAnswer = {
  state: 'succeeded',
  amount: money(6000n, 'XOF'),
  paidAt: new Date('2027-03-01T00:00:00Z'),
};
type Changes = Partial<PaymentFacts> & {
  invoice?: 'open' | 'paid' | 'cancelled';
  entry?: EntryState;
  due?: bigint;
};
const judge = (
  { invoice = 'open', entry = 'submitted', due = 6000n, ...f }: Changes,
  a: Partial<ProviderAnswer> = {},
) =>
  judgeSettlement(
    { ...facts, pays: { kind: 'invoice', invoice, entry, due: money(due, 'XOF') }, ...f },
    { ...paid, ...a },
  );

describe('judging a settlement', () => {
  test('the right amount for an open invoice settles it, whatever was said before', () => {
    for (const state of ['created', 'pending', 'failed', 'expired'] as const)
      expect(judge({ state })).toEqual({ outcome: 'settle' });
  });
  test('a settled payment is left alone', () => {
    expect(judge({ state: 'succeeded', invoice: 'paid', entry: 'paid' })).toEqual({
      outcome: 'alreadySettled',
    });
  });
  test.each(['pending', 'failed', 'expired'] as const)('%s moves no money', (state) => {
    expect(judge({}, { state })).toEqual({ outcome: 'notPaid', state });
  });
  test.each<[string, Changes, Partial<ProviderAnswer>]>([
    ['wrongAmount', {}, { amount: money(5999n, 'XOF') }],
    ['wrongAmount', {}, { amount: money(6000n, 'XAF') }],
    ['paidTwice', { invoice: 'paid', entry: 'paid' }, {}],
    ['entryWithdrawn', { invoice: 'cancelled', entry: 'withdrawn' }, {}],
    ['entryWithdrawn', { entry: 'rejected' }, {}],
    ['late', {}, { paidAt: new Date('2027-04-01T00:20:00.001Z') }],
    ['late', { sitting: 'marking' }, {}],
    ['wrongAmount', { due: 4000n }, {}],
  ])('%s is suspended, never dropped', (reason, f, a) => {
    expect(judge(f, a)).toEqual({ outcome: 'suspend', reason: `suspense.${reason}` });
  });
  test('a page opened in time may be paid until it expires; word that comes late of a payment in time is in time', () => {
    expect(judge({}, { paidAt: new Date('2027-04-01T00:20:00Z') }).outcome).toBe('settle');
    expect(judge({ sitting: 'closed' }, { paidAt: closes }).outcome).toBe('settle');
  });
  test('money paid in time for a candidate not yet seated settles after seats are given: they are added to them', () => {
    expect(judge({ sitting: 'seated' }, { paidAt: closes }).outcome).toBe('settle');
  });
  test('a school may pay any part of what it owes, and nothing when it owes nothing', () => {
    const school = (due: bigint, invoice: 'open' | 'paid' | 'cancelled' = 'open') =>
      judge({ pays: { kind: 'schoolInvoice', invoice, due: money(due, 'XOF') } });
    expect(school(90_000n).outcome).toBe('settle');
    expect(school(100n).outcome).toBe('settle');
    expect(school(0n)).toEqual({ outcome: 'suspend', reason: 'suspense.paidTwice' });
    expect(school(0n, 'paid')).toEqual({ outcome: 'suspend', reason: 'suspense.paidTwice' });
    expect(school(6000n, 'cancelled')).toEqual({ outcome: 'suspend', reason: 'suspense.entryWithdrawn' });
  });
});

test('every journal sums to zero', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 1n, max: 10n ** 15n }), (minor) => {
      const amount = money(minor, 'XOF');
      for (const postings of [
        invoicePostings('i', amount),
        cancellationPostings('i', amount),
        settlementPostings('i', 'provider:stripe', amount),
        suspensePostings('provider:stripe', amount),
        creditPostings('s', 'till:t', amount),
        allocationPostings('s', 'i', amount),
      ])
        expect(postings.reduce((sum, posting) => sum + posting.amount, 0n)).toBe(0n);
    }),
  );
});

test('once settled nothing is owed; the provider holds what the office earned', () => {
  const amount = money(6000n, 'XOF');
  const balances = new Map<string, bigint>();
  for (const { account, amount: moved } of [
    ...invoicePostings('i', amount),
    ...settlementPostings('i', 'provider:stripe', amount),
  ])
    balances.set(account, (balances.get(account) ?? 0n) + moved);
  expect(Object.fromEntries(balances)).toEqual({
    'receivable:i': 0n,
    'income:fees': -6000n,
    'provider:stripe': 6000n,
  });
});

describe('how long a payment page stays open', () => {
  const limits = { min: 30, max: 1440 };
  const now = new Date('2027-03-01T08:00:00.123Z');
  const minutes = (until: Date) => Math.round((until.getTime() - now.getTime()) / 60_000);
  test('a day at most, half an hour at least, until entries close between the two', () => {
    expect(minutes(checkoutExpiry(now, new Date('2027-04-01T00:00:00Z'), limits))).toBe(1439);
    expect(minutes(checkoutExpiry(now, new Date('2027-03-01T08:02:00Z'), limits))).toBe(31);
    expect(checkoutExpiry(now, new Date('2027-03-01T12:00:00Z'), limits).toISOString()).toBe(
      '2027-03-01T12:00:00.000Z',
    );
  });
  test('whole seconds, as providers count', () => {
    expect(checkoutExpiry(now, now, limits).getTime() % 1000).toBe(0);
  });
});
