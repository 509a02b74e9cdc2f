/** A line of an invoice: "optional:dessin" is the schedule's line `optional` for the paper `dessin`. */
export type ExemptableLine = { readonly code: string; readonly amount: bigint };

/**
 * How much of an invoice an exemption gives up, in minor units. The percentage is of the sum of the lines it is about,
 * once; what is left to pay of them is rounded down, in the payer's favour: half of 10 001 leaves 5 000. 0n: it is about
 * none of these lines.
 */
export function exemptAmount(
  { lines: wanted, percent }: { readonly lines: 'all' | readonly string[]; readonly percent: number },
  lines: readonly ExemptableLine[],
): bigint {
  const covered = lines
    .filter(({ code }) => wanted === 'all' || wanted.includes(scheduleCode(code)))
    .reduce((sum, { amount }) => sum + amount, 0n);
  return covered - (covered * BigInt(100 - percent)) / 100n;
}

function scheduleCode(lineCode: string): string {
  return lineCode.split(':')[0] ?? lineCode;
}
