import type { Money } from '../shared/money.ts';
import type { Posting } from './postings.ts';

/** What a cashier may decide about money that fitted nothing. */
export const SUSPENSE_DECISIONS = ['refunded', 'kept'] as const;
export type SuspenseDecision = (typeof SUSPENSE_DECISIONS)[number];

/**
 * `refunded`: the provider gave it back, and holds it no more. `kept`: it is the office's, apart from fees. Either way
 * it leaves `suspense`, so that the account is always what still waits.
 */
export function resolutionPostings(decision: SuspenseDecision, provider: string, amount: Money): Posting[] {
  const { minor, currency } = amount;
  const to = decision === 'refunded' ? `provider:${provider}` : 'income:unclaimed';
  return [
    { account: 'suspense', currency, amount: minor },
    { account: to, currency, amount: -minor },
  ];
}
