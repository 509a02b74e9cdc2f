import { heldBy, move, type Posting, receivableOf } from '#app/domain/fees/postings.ts';
import { type Money, money } from '#app/domain/shared/money.ts';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';

/** A drawer's account in the ledger; its float is not in it. */
export const tillAccount = (tillId: string) => heldBy({ provider: 'cash', tillId });

/** Money handed over and on its way to the office's own bank account. */
export const DEPOSIT_ACCOUNT = 'bank:deposit';

export type Count = {
  /** What the drawer held at the start, and what the books say came in less what went out. */
  readonly float: bigint;
  readonly booked: bigint;
  readonly counted: bigint;
  readonly reason: string;
};

const SHORTEST_REASON = 5;

/**
 * Compares what was counted with what should be there, all in minor units: the difference, negative when money is
 * missing. `till.reasonMissing` with the difference when there is one and nobody says why.
 */
export function judgeCount({ float, booked, counted, reason }: Count): Verdict<bigint, 'till.reasonMissing'> {
  const difference = counted - (float + booked);
  if (difference !== 0n && reason.trim().length < SHORTEST_REASON) return refuse('till.reasonMissing');
  return accept(difference);
}

/** What is missing is a loss; what is too much is nobody's yet. The drawer's account then says what was counted. */
export function differencePostings(tillId: string, difference: Money): readonly Posting[] {
  return move(difference.minor < 0n ? 'expense:losses' : 'income:unclaimed', tillAccount(tillId), difference);
}

/** What was in the drawer beyond its float is handed over. Negative: the float was used to give money back. */
export function handOverPostings(tillId: string, amount: Money): readonly Posting[] {
  return move(tillAccount(tillId), DEPOSIT_ACCOUNT, amount);
}

/** Fees given up: nobody owes them any more, and the office bears them. */
export function waiverPostings(invoiceId: string, amount: Money): readonly Posting[] {
  return move(receivableOf(invoiceId), 'expense:waivers', amount);
}

/** Whether a drawer holds enough to give an amount back. */
export function holdsEnough(
  { float, booked, currency }: { readonly float: bigint; readonly booked: bigint; readonly currency: string },
  wanted: Money,
): boolean {
  return wanted.currency === currency && money(float + booked, currency).minor >= wanted.minor;
}
