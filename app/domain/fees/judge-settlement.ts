import type { EntryState } from '#app/domain/registration/states.ts';
import type { Money } from '#app/domain/shared/money.ts';
import type { SittingState } from '#app/domain/sitting/states.ts';
import type { InvoiceState, PaymentState } from './states.ts';

/** What the books say of a payment when its provider has answered. */
export type PaymentFacts = {
  readonly state: PaymentState;
  readonly due: Money;
  /** When the provider's page stopped taking money. */
  readonly expiresAt: Date;
  readonly invoice: InvoiceState;
  readonly entry: EntryState;
  readonly sitting: SittingState;
  readonly entriesCloseAt: Date;
};

export type ProviderAnswer = {
  readonly state: 'pending' | 'succeeded' | 'failed' | 'expired';
  readonly amount: Money;
  readonly paidAt: Date;
};

/** Why money that arrived can't pay what it was meant for; keys of the `reasons` catalogue under `suspense`. */
export const SUSPENSE_REASONS = [
  'suspense.wrongAmount',
  'suspense.paidTwice',
  'suspense.entryWithdrawn',
  'suspense.late',
] as const;
export type SuspenseReason = (typeof SUSPENSE_REASONS)[number];

export type Judgement =
  /** Already in the books. */
  | { readonly outcome: 'alreadySettled' }
  /** Nothing moved: the payment is `state`, and money may still come. */
  | { readonly outcome: 'notPaid'; readonly state: 'pending' | 'failed' | 'expired' }
  | { readonly outcome: 'settle' }
  | { readonly outcome: 'suspend'; readonly reason: SuspenseReason };

/**
 * What to do with a provider's answer. Money is never dropped: what does not fit is suspended. `failed` and `expired`
 * are not final. A payment is in time when it was made before entries closed, or on a page opened before and still open.
 */
export function judgeSettlement(facts: PaymentFacts, answer: ProviderAnswer): Judgement {
  if (facts.state === 'succeeded') return { outcome: 'alreadySettled' };
  if (answer.state !== 'succeeded') return { outcome: 'notPaid', state: answer.state };
  const { due } = facts;
  if (answer.amount.minor !== due.minor || answer.amount.currency !== due.currency)
    return { outcome: 'suspend', reason: 'suspense.wrongAmount' };
  if (facts.invoice === 'paid') return { outcome: 'suspend', reason: 'suspense.paidTwice' };
  if (facts.invoice === 'cancelled' || facts.entry !== 'submitted')
    return { outcome: 'suspend', reason: 'suspense.entryWithdrawn' };
  const seatsAreFree = facts.sitting === 'open' || facts.sitting === 'closed';
  const inTime = answer.paidAt <= facts.entriesCloseAt || answer.paidAt <= facts.expiresAt;
  if (!seatsAreFree || !inTime) return { outcome: 'suspend', reason: 'suspense.late' };
  return { outcome: 'settle' };
}
