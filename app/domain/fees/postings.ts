import type { Money } from '#app/domain/shared/money.ts';

/** A line of a journal, in minor units; debits are positive. The lines of a journal sum to zero. */
export type Posting = { readonly account: string; readonly currency: string; readonly amount: bigint };

/** Moves an amount from one account to another; a negative amount goes the other way. */
export function move(from: string, to: string, { minor, currency }: Money): Posting[] {
  return [
    { account: to, currency, amount: minor },
    { account: from, currency, amount: -minor },
  ];
}

export const SUSPENSE = 'suspense';
export const receivableOf = (invoiceId: string) => `receivable:${invoiceId}`;
/** What a school has paid and no candidate's invoice has taken yet. */
export const creditOf = (schoolInvoiceId: string) => `credit:${schoolInvoiceId}`;

/** Where a payment's money lies: a provider's account, the drawer that took it, or a bank's. */
export function heldBy({
  provider,
  tillId,
}: {
  readonly provider: string;
  readonly tillId?: string | null;
}): string {
  return provider === 'cash' && tillId ? `till:${tillId}` : `provider:${provider}`;
}

/** An account of a bank or a transfer operator: "bank", "nita", "amanata". */
export const bankAccount = (source: string) => `bank:${source}`;

/** An invoice is due: the candidate owes it, the office has earned it. */
export function invoicePostings(invoiceId: string, total: Money): Posting[] {
  return move('income:fees', receivableOf(invoiceId), total);
}

/** An unpaid invoice is cancelled: nothing is owed any more. */
export function cancellationPostings(invoiceId: string, due: Money): Posting[] {
  return move(receivableOf(invoiceId), 'income:fees', due);
}

/** An account holds what the candidate owed. */
export function settlementPostings(invoiceId: string, account: string, received: Money): Posting[] {
  return move(receivableOf(invoiceId), account, received);
}

/** An account holds what a school paid for its candidates; which of them is decided next. */
export function creditPostings(schoolInvoiceId: string, account: string, received: Money): Posting[] {
  return move(creditOf(schoolInvoiceId), account, received);
}

/** A candidate's invoice is paid out of what the school had paid. */
export function allocationPostings(schoolInvoiceId: string, invoiceId: string, due: Money): Posting[] {
  return move(receivableOf(invoiceId), creditOf(schoolInvoiceId), due);
}

/** An account holds money that fits nothing yet; a cashier will decide. Negative: money was taken from it. */
export function suspensePostings(account: string, received: Money): Posting[] {
  return move(SUSPENSE, account, received);
}
