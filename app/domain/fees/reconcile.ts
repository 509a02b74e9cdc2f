/** What a movement on a provider's account is, beside what the books say of it. Minor units of one currency. */
export type Compared = {
  readonly kind: 'payment' | 'refund' | 'dispute' | 'other';
  /** Whether the payment it names is one of ours. */
  readonly known: boolean;
  readonly theirs: bigint;
  readonly ours: bigint;
};

export type ReconciledAs = 'matches' | 'notHere' | 'notThere' | 'amountDiffers' | 'unknown' | 'other';

/**
 * `other` moves no payer's money (a payout, the provider's own charges); `unknown` names no payment of ours and waits in
 * the cashier's queue.
 */
export function compareMovement({ kind, known, theirs, ours }: Compared): ReconciledAs {
  if (kind === 'other') return 'other';
  if (!known) return 'unknown';
  if (ours === theirs) return 'matches';
  return ours === 0n ? 'notHere' : 'amountDiffers';
}

export type ReconciledLine = {
  readonly verdict: ReconciledAs;
  readonly currency: string;
  readonly theirs: bigint;
  readonly ours: bigint;
};

/** What both sides come to in a currency; the difference is what the provider holds beyond the books. */
export function sumLines(lines: readonly ReconciledLine[], currency: string) {
  const counted = lines.filter((line) => line.verdict !== 'other' && line.currency === currency);
  const theirs = counted.reduce((sum, line) => sum + line.theirs, 0n);
  const ours = counted.reduce((sum, line) => sum + line.ours, 0n);
  return { theirs, ours, difference: theirs - ours };
}
