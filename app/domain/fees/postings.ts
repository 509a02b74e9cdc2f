import type { Money } from '#app/domain/shared/money.ts';

/** A line of a journal, in minor units; debits are positive. The lines of a journal sum to zero. */
export type Posting = { readonly account: string; readonly currency: string; readonly amount: bigint };

/** Moves an amount from one account to another. */
function move(from: string, to: string, { minor, currency }: Money): Posting[] {
  return [
    { account: to, currency, amount: minor },
    { account: from, currency, amount: -minor },
  ];
}

const receivable = (invoiceId: string) => `receivable:${invoiceId}`;
const held = (provider: string) => `provider:${provider}`;

/** An invoice is due: the candidate owes it, the office has earned it. */
export function invoicePostings(invoiceId: string, total: Money): Posting[] {
  return move('income:fees', receivable(invoiceId), total);
}

/** An unpaid invoice is cancelled: nothing is owed any more. */
export function cancellationPostings(invoiceId: string, total: Money): Posting[] {
  return move(receivable(invoiceId), 'income:fees', total);
}

/** The provider holds what the candidate owed. */
export function settlementPostings(invoiceId: string, provider: string, received: Money): Posting[] {
  return move(receivable(invoiceId), held(provider), received);
}

/** The provider holds money that fits nothing yet; a cashier will decide. */
export function suspensePostings(provider: string, received: Money): Posting[] {
  return move('suspense', held(provider), received);
}
