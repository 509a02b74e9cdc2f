/** An amount in the currency's smallest unit: 6 000 F CFA is `{ minor: 6000n, currency: 'XOF' }` (XOF has no decimals). */
export type Money = { readonly minor: bigint; readonly currency: string };

/** Decimals of the currencies Palmarès can be set to (ISO 4217). An unlisted currency is refused, never guessed. */
const DECIMALS: Readonly<Record<string, number>> = {
  XOF: 0,
  XAF: 0,
  GNF: 0,
  KMF: 0,
  MRU: 2,
  EUR: 2,
  USD: 2,
  KES: 2,
  NGN: 2,
};

/** @throws RangeError for a currency that is not listed. */
export function money(minor: bigint, currency: string): Money {
  if (!(currency in DECIMALS)) throw new RangeError(`unknown currency ${currency}`);
  return { minor, currency };
}

export function decimalsOf(currency: string): number {
  const decimals = DECIMALS[currency];
  if (decimals === undefined) throw new RangeError(`unknown currency ${currency}`);
  return decimals;
}

/** @throws RangeError when two currencies meet: amounts are never converted. */
export function sumMoney(amounts: readonly Money[], currency: string): Money {
  let minor = 0n;
  for (const amount of amounts) {
    if (amount.currency !== currency) throw new RangeError(`${amount.currency} added to ${currency}`);
    minor += amount.minor;
  }
  return money(minor, currency);
}
