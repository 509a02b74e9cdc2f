/** What a provider says it has given back of a payment, and what the books know of it. Minor units of one currency. */
export type GivenBackFacts = {
  readonly there: { readonly refunded: bigint; readonly disputed: bigint };
  readonly books: { readonly refunded: bigint; readonly disputed: bigint };
  /** Our own refunds of it that are on their way, the oldest first. */
  readonly onTheirWay: readonly { readonly id: string; readonly amount: bigint }[];
  /** Money of this payment that waits in suspense. Negative: taken by a dispute. */
  readonly waiting: readonly { readonly id: string; readonly amount: bigint; readonly disputed: boolean }[];
};

export type GivenBack =
  /** A refund we asked for has been made. */
  | { readonly kind: 'ownRefund'; readonly refundId: string; readonly amount: bigint }
  /** One nobody here asked for; `closes` is the item of suspense whose money it gave back. */
  | { readonly kind: 'refundedThere'; readonly amount: bigint; readonly closes: string | undefined }
  /** A refund that did not reach the payer: the provider holds the money again. */
  | { readonly kind: 'refundReturned'; readonly amount: bigint }
  | { readonly kind: 'disputed'; readonly amount: bigint }
  /** `closes` is the item of suspense that stood for what is given back. */
  | { readonly kind: 'disputeWon'; readonly amount: bigint; readonly closes: string | undefined };

/**
 * What must be written for the books to say of a payment what its provider says: first our own refunds, then what
 * happened there without us. Judged again on the same answer it finds nothing to do.
 */
export function judgeGivenBack({ there, books, onTheirWay, waiting }: GivenBackFacts): GivenBack[] {
  const steps: GivenBack[] = [];
  let more = there.refunded - books.refunded;
  for (const { id, amount } of onTheirWay) {
    if (amount > more) continue;
    steps.push({ kind: 'ownRefund', refundId: id, amount });
    more -= amount;
  }
  if (more > 0n) {
    const closes = waiting.find(({ amount }) => amount === more)?.id;
    steps.push({ kind: 'refundedThere', amount: more, closes });
  }
  if (more < 0n) steps.push({ kind: 'refundReturned', amount: -more });
  const taken = there.disputed - books.disputed;
  if (taken > 0n) steps.push({ kind: 'disputed', amount: taken });
  if (taken < 0n) {
    const closes = waiting.find(({ amount, disputed }) => disputed && amount === taken)?.id;
    steps.push({ kind: 'disputeWon', amount: -taken, closes });
  }
  return steps;
}
