import { createFedapayProvider } from '#app/adapters/payments/fedapay-provider.server.ts';
import type { PaymentProvider } from '#app/adapters/payments/port.ts';
import { createStripeProvider } from '#app/adapters/payments/stripe-provider.server.ts';
import type { Providers } from './runtime.server.ts';

type Payments = Pick<Providers, 'stripe' | 'fedapay'>;

/** Who takes payments, the one offered first at the front; each has a name of its own. */
export function paymentProvidersFrom({ stripe, fedapay }: Payments): readonly PaymentProvider[] {
  return [createStripeProvider(stripe), ...(fedapay ? [createFedapayProvider(fedapay)] : [])];
}

const STRIPE_PAGES = ['https://checkout.stripe.com'];
/** The short address FedaPay hands out, and where it leads, live and in its sandbox. */
const FEDAPAY_PAGES = [
  'https://fpay.li',
  'https://process.fedapay.com',
  'https://sandbox-process.fedapay.com',
];

/** Where a form that asks to pay may lead: the pages of the providers that are in use. */
export function paymentOriginsFrom({ fedapay }: Pick<Payments, 'fedapay'>): readonly string[] {
  return [...STRIPE_PAGES, ...(fedapay ? FEDAPAY_PAGES : [])];
}
