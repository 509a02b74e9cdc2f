import type { EntryState } from '#app/domain/registration/states.ts';
import type { Money } from '#app/domain/shared/money.ts';
import type { SittingState } from '#app/domain/sitting/states.ts';
import type { InvoiceState, PaymentState, SchoolInvoiceState } from './states.ts';

/** What the books say of a payment when its provider has answered. */
export type PaymentFacts = {
  readonly state: PaymentState;
  /** What the payer was asked for. */
  readonly asked: Money;
  /** When the provider's page stopped taking money. */
  readonly expiresAt: Date;
  readonly sitting: SittingState;
  readonly entriesCloseAt: Date;
  readonly pays:
    | {
        readonly kind: 'invoice';
        readonly invoice: InvoiceState;
        readonly entry: EntryState;
        /** What the invoice comes to now. */
        readonly due: Money;
      }
    | {
        readonly kind: 'schoolInvoice';
        readonly invoice: SchoolInvoiceState;
        /** What its open invoices come to now, less the credit it has. */
        readonly due: Money;
      };
};

export type ProviderAnswer = {
  readonly state: 'pending' | 'succeeded' | 'failed' | 'expired';
  readonly amount: Money;
  readonly paidAt: Date;
};

/** Why money is in the cashier's queue; keys of the `reasons` catalogue under `suspense`. */
export const SUSPENSE_REASONS = [
  'suspense.wrongAmount',
  'suspense.paidTwice',
  'suspense.unmatched',
  'suspense.overpaid',
  'suspense.entryWithdrawn',
  'suspense.late',
  'suspense.unknown',
  'suspense.remainder',
  'suspense.refundedThere',
  'suspense.disputed',
  'suspense.disputeWon',
  'suspense.creditLeft',
  'suspense.refundReturned',
  'suspense.refundRefused',
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
 * are not final.
 */
export function judgeSettlement(facts: PaymentFacts, answer: ProviderAnswer): Judgement {
  if (facts.state === 'succeeded') return { outcome: 'alreadySettled' };
  if (answer.state !== 'succeeded') return { outcome: 'notPaid', state: answer.state };
  return judgeMoney(facts, answer);
}

export type MoneyJudgement = Extract<Judgement, { outcome: 'settle' | 'suspend' }>;

/**
 * What to do with money that has arrived, by whatever way. It is in time when it was paid before entries closed, or on a
 * page opened before and still open, and the sitting's marks are not being entered yet (docs/decisions/013).
 */
export function judgeMoney(
  facts: Omit<PaymentFacts, 'state'>,
  { amount, paidAt }: Pick<ProviderAnswer, 'amount' | 'paidAt'>,
): MoneyJudgement {
  const { asked, pays } = facts;
  if (!same(amount, asked)) return { outcome: 'suspend', reason: 'suspense.wrongAmount' };
  if (pays.invoice === 'paid') return { outcome: 'suspend', reason: 'suspense.paidTwice' };
  if (pays.invoice === 'cancelled' || (pays.kind === 'invoice' && pays.entry !== 'submitted'))
    return { outcome: 'suspend', reason: 'suspense.entryWithdrawn' };
  const canStillJoin = ['open', 'closed', 'seated'].includes(facts.sitting);
  const inTime = paidAt <= facts.entriesCloseAt || paidAt <= facts.expiresAt;
  if (!canStillJoin || !inTime) return { outcome: 'suspend', reason: 'suspense.late' };
  if (pays.kind === 'invoice') {
    if (!same(amount, pays.due)) return { outcome: 'suspend', reason: 'suspense.wrongAmount' };
  } else if (pays.due.minor <= 0n) return { outcome: 'suspend', reason: 'suspense.paidTwice' };
  return { outcome: 'settle' };
}

function same(a: Money, b: Money): boolean {
  return a.minor === b.minor && a.currency === b.currency;
}
