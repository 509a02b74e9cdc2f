const MINUTE = 60_000;

/**
 * Until when a payment page opened now may take money: until entries close, no less than the provider's shortest time
 * and no more than its longest, a minute inside both for the time the call takes.
 */
export function checkoutExpiry(
  now: Date,
  entriesCloseAt: Date,
  { min, max }: { readonly min: number; readonly max: number },
): Date {
  const earliest = now.getTime() + (min + 1) * MINUTE;
  const latest = now.getTime() + (max - 1) * MINUTE;
  const wished = Math.min(Math.max(entriesCloseAt.getTime(), earliest), latest);
  return new Date(Math.ceil(wished / 1000) * 1000);
}
