import { invalidRequest } from './fault.ts';

/** Smallest charge and whether the currency has decimals, as on docs.stripe.com/currencies (0.50 EUR or about that). */
const CURRENCIES: Readonly<Record<string, { readonly smallest: number; readonly decimals: 0 | 2 }>> = {
  xof: { smallest: 328, decimals: 0 },
  xaf: { smallest: 328, decimals: 0 },
  gnf: { smallest: 5000, decimals: 0 },
  kmf: { smallest: 246, decimals: 0 },
  mru: { smallest: 2000, decimals: 2 },
  eur: { smallest: 50, decimals: 2 },
  usd: { smallest: 50, decimals: 2 },
  kes: { smallest: 6500, decimals: 2 },
  ngn: { smallest: 75000, decimals: 2 },
};

/** Currencies are lower-case, amounts whole, of at most eight digits: XOF 6000 is six thousand francs. */
export function checkAmount(amount: number, currency: string): void {
  const known = CURRENCIES[currency];
  if (!known) {
    throw invalidRequest(
      `Invalid currency: ${currency}. Stripe currently supports these currencies: ${Object.keys(CURRENCIES).join(', ')}`,
      {
        param: 'line_items[0][price_data][currency]',
      },
    );
  }
  if (amount < known.smallest) {
    throw invalidRequest(
      `The Checkout Session's total amount due must add up to at least ${formatAmount(known.smallest, currency)}`,
      {
        code: 'amount_too_small',
      },
    );
  }
  if (amount > 99_999_999) {
    throw invalidRequest(
      `The Checkout Session's total amount must be no more than ${formatAmount(99_999_999, currency)}`,
      {
        code: 'amount_too_large',
      },
    );
  }
}

export function formatAmount(amount: number, currency: string): string {
  const decimals = CURRENCIES[currency]?.decimals ?? 2;
  return new Intl.NumberFormat('fr-FR', { style: 'currency', currency }).format(amount / 10 ** decimals);
}
