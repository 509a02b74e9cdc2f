import type { Checkout, PaymentProvider, PaymentStatus } from '#app/adapters/payments/port.ts';
import { type Money, money } from '#app/domain/shared/money.ts';
import { accept, refuse } from '#app/domain/shared/verdict.ts';

type Order = { readonly paymentId: string; readonly amount: Money; paidAt: Date | undefined };

export type RememberingProvider = PaymentProvider & {
  /** The payer pays; returns the callback the provider would send. */
  pay(reference: string, at: Date): { rawBody: string; headers: Headers };
};

/** A provider in this process that answers at once: what is measured is Palmarès and not the way to somebody else. */
export function rememberingProvider(): RememberingProvider {
  const orders = new Map<string, Order>();
  const statusOf = (reference: string, { paymentId, amount, paidAt }: Order): PaymentStatus => ({
    state: paidAt ? 'succeeded' : 'pending',
    reference,
    paymentId,
    amount,
    refunded: money(0n, amount.currency),
    disputed: money(0n, amount.currency),
    paymentIntent: paidAt && `pi_${reference}`,
    paidAt,
    lastError: undefined,
  });
  return {
    name: 'stripe',
    capabilities: {
      refunds: false,
      settlements: false,
      currencies: undefined,
      expiryMinutes: { min: 30, max: 1440 },
    },
    async initiate({ paymentId, amount }): Promise<Checkout> {
      const reference = `cs_${paymentId}`;
      if (!orders.has(reference)) orders.set(reference, { paymentId, amount, paidAt: undefined });
      return { reference, redirectUrl: `https://pay.invalid/${reference}` };
    },
    async getStatus(reference) {
      const order = orders.get(reference);
      return order && statusOf(reference, order);
    },
    parseCallback(rawBody) {
      const order = orders.get(rawBody);
      if (!order) return refuse('callback.malformed');
      return accept({
        eventId: `evt_${rawBody}`,
        type: 'checkout.session.completed',
        reference: rawBody,
        paymentIntent: undefined,
        paymentId: order.paymentId,
      });
    },
    pay(reference, at) {
      const order = orders.get(reference);
      if (!order) throw new Error(`no order ${reference}`);
      order.paidAt = at;
      return { rawBody: reference, headers: new Headers() };
    },
    async refund() {
      return refuse('refund.notPaid');
    },
    async *listSettlements() {},
  };
}
