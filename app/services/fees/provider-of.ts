import type { PaymentProvider } from '#app/adapters/payments/port.ts';
import type { Ctx } from '#app/services/context.ts';

/** @throws for a provider this installation is not set up with: its payments wait until it is again. */
export function providerOf({ adapters: { payments } }: Pick<Ctx, 'adapters'>, name: string): PaymentProvider {
  const provider = Object.hasOwn(payments, name) ? payments[name] : undefined;
  if (!provider) throw new Error(`this installation has no payment provider ${name}`);
  return provider;
}
