import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import type { Money } from '../shared/money.ts';
import { move, type Posting, SUSPENSE } from './postings.ts';

/** What a cashier may decide about money that fitted nothing. */
export const SUSPENSE_DECISIONS = ['refunded', 'reallocated', 'kept', 'reopen', 'loss'] as const;
export type SuspenseDecision = (typeof SUSPENSE_DECISIONS)[number];

/** Money that is here, or that was taken from what was here: each has its own ends. */
export function decisionsFor(amount: bigint): readonly SuspenseDecision[] {
  return amount > 0n ? ['refunded', 'reallocated', 'kept'] : ['reopen', 'loss'];
}

export function mayDecide(
  decision: SuspenseDecision,
  amount: bigint,
): Verdict<true, 'suspense.decisionRefused'> {
  return decisionsFor(amount).includes(decision) ? accept() : refuse('suspense.decisionRefused');
}

/** What a refund will give back, from when it is decided until it is made or given up. */
export const owedBack = (refundId: string) => `refund:${refundId}`;

/**
 * Takes an item out of `suspense`, so that the account is always what still waits. A positive item goes to the account
 * given; a negative one is borne by it.
 */
export function resolutionPostings(to: string, { minor, currency }: Money): Posting[] {
  return move(to, SUSPENSE, { minor, currency });
}
