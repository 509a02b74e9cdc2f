/** An invoice inside a school's, in minor units of the school invoice's currency. */
export type AllocationItem = {
  readonly invoiceId: string;
  readonly due: bigint;
  /** Open, and its entry still waits for money. */
  readonly payable: boolean;
};

export type Allocation<Item extends AllocationItem = AllocationItem> = {
  /** Paid in whole, in order. */
  readonly covered: readonly Item[];
  /** Paid elsewhere, cancelled or withdrawn: out of the school's invoice. */
  readonly released: readonly Item[];
  /** Of what was available, after what is covered. */
  readonly left: bigint;
  /** What stays due of the rest; when it is zero, `left` is more than the school owed. */
  readonly owed: bigint;
};

/**
 * Shares out what a school has paid: its candidates' invoices in their order, each paid in whole or not at all, stopping
 * at the first that can't be covered, so that who is paid never depends on how the parts were cut.
 * @param available minor units, never negative.
 */
export function allocatePayment<Item extends AllocationItem>(
  available: bigint,
  items: readonly Item[],
): Allocation<Item> {
  if (available < 0n) throw new RangeError('a school’s credit is never negative');
  const payable = items.filter((item) => item.payable);
  let left = available;
  let count = 0;
  for (const { due } of payable) {
    if (due > left) break;
    left -= due;
    count += 1;
  }
  return {
    covered: payable.slice(0, count),
    released: items.filter((item) => !item.payable),
    left,
    owed: payable.slice(count).reduce((sum, { due }) => sum + due, 0n),
  };
}
