import { decimalsOf, type Money, money } from '#app/domain/shared/money.ts';

/**
 * Stripe counts in the currency's smallest unit as ISO 4217 has it, with the exceptions on docs.stripe.com/currencies
 * (ISK, UGX, …); none of the currencies Palmarès knows is one, so 6 000 F CFA is 6000 on both sides.
 */
export function toStripeAmount(amount: Money): { amount: number; currency: string } {
  decimalsOf(amount.currency);
  const value = Number(amount.minor);
  if (!Number.isSafeInteger(value) || value <= 0)
    throw new RangeError(`not an amount to pay: ${amount.minor}`);
  return { amount: value, currency: amount.currency.toLowerCase() };
}

/** @throws RangeError for a fraction or a currency Palmarès doesn't know: an amount is never guessed. */
export function fromStripeAmount(amount: number, currency: string): Money {
  return money(BigInt(amount), currency.toUpperCase());
}
