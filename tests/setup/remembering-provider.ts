import type {
  CheckoutRequest,
  PaymentNotice,
  PaymentProvider,
  PaymentStatus,
  Settlement,
} from '#app/adapters/payments/port.ts';
import { money } from '#app/domain/shared/money.ts';
import { accept, refuse } from '#app/domain/shared/verdict.ts';

type Remembered = {
  readonly reference: string;
  readonly paymentId: string;
  readonly asked: bigint;
  state: 'pending' | 'succeeded' | 'failed' | 'expired';
  received: bigint;
  refunded: bigint;
  disputed: bigint;
  paidAt: Date | undefined;
};

const CURRENCY = 'XOF';

/**
 * A provider in memory that implements the port and remembers: what it holds is the truth the books are measured by.
 * Each thing that happens there leaves a notice in `notices`, for the test to lose, repeat or shuffle.
 */
export function rememberingProvider(clock: () => Date) {
  const payments = new Map<string, Remembered>();
  const refunds = new Map<string, bigint>();
  const movements: Settlement[] = [];
  const notices: PaymentNotice[] = [];

  const at = (reference: string): Remembered => {
    const found = payments.get(reference);
    if (!found) throw new Error(`no payment ${reference}`);
    return found;
  };
  const tell = (type: string, { reference, paymentId }: Remembered, named: 'checkout' | 'movement') =>
    notices.push({
      eventId: `evt_${notices.length}`,
      type,
      reference: named === 'checkout' ? reference : undefined,
      paymentId: named === 'checkout' ? paymentId : undefined,
      paymentIntent: `pi_${reference}`,
    });
  const record = (kind: Settlement['kind'], of: Remembered | undefined, minor: bigint) => {
    const fee = kind === 'payment' ? minor / 100n : 0n;
    movements.push({
      settlementId: `txn_${movements.length}`,
      kind,
      paymentId: of?.paymentId,
      paymentIntent: of && `pi_${of.reference}`,
      presented: money(minor, CURRENCY),
      gross: money(minor, CURRENCY),
      fee: money(fee, CURRENCY),
      net: money(minor - fee, CURRENCY),
      at: clock(),
    });
  };

  const provider: PaymentProvider = {
    name: 'stripe',
    capabilities: {
      refunds: true,
      settlements: true,
      currencies: [CURRENCY],
      expiryMinutes: { min: 30, max: 24 * 60 },
    },
    async initiate({ paymentId, amount }: CheckoutRequest) {
      const reference = `ck_${paymentId}`;
      if (!payments.has(reference))
        payments.set(reference, {
          ...{ reference, paymentId, asked: amount.minor, state: 'pending', paidAt: undefined },
          ...{ received: 0n, refunded: 0n, disputed: 0n },
        });
      return { reference, redirectUrl: `https://pay.example/${reference}` };
    },
    async getStatus(reference) {
      const found = payments.get(reference);
      return found && statusOf(found);
    },
    parseCallback: (rawBody) => accept(JSON.parse(rawBody) as PaymentNotice),
    async refund({ reference, amount, idempotencyKey }) {
      const found = at(reference);
      if (found.state !== 'succeeded') return refuse('refund.notPaid');
      if (!refunds.has(idempotencyKey)) {
        if (found.received - found.refunded - found.disputed < amount.minor)
          return refuse('refund.exceedsPayment');
        refunds.set(idempotencyKey, amount.minor);
        giveBack(found, amount.minor);
      }
      return accept({ refundId: `re_${idempotencyKey}`, state: 'succeeded', amount });
    },
    async *listSettlements({ from, to }) {
      for (const movement of movements) if (movement.at >= from && movement.at < to) yield movement;
    },
  };

  function giveBack(found: Remembered, minor: bigint): void {
    found.refunded += minor;
    record('refund', found, -minor);
    tell('refunded', found, 'movement');
  }

  return {
    provider,
    payments,
    movements,
    notices,
    pay(reference: string, minor = at(reference).asked): void {
      const found = at(reference);
      if (found.state === 'succeeded') return;
      Object.assign(found, { state: 'succeeded', received: minor, paidAt: clock() });
      record('payment', found, minor);
      tell('paid', found, 'checkout');
    },
    /** Says it failed, or that it expired: neither is the end. */
    giveUp(reference: string, state: 'failed' | 'expired'): void {
      const found = at(reference);
      if (found.state === 'succeeded') return;
      found.state = state;
      tell(state, found, 'checkout');
    },
    refundThere(reference: string, minor: bigint): void {
      const found = at(reference);
      if (found.received - found.refunded - found.disputed >= minor && minor > 0n) giveBack(found, minor);
    },
    dispute(reference: string): void {
      const found = at(reference);
      const left = found.received - found.refunded - found.disputed;
      if (left <= 0n) return;
      found.disputed += left;
      record('dispute', found, -left);
      tell('disputed', found, 'movement');
    },
    winDispute(reference: string): void {
      const found = at(reference);
      if (found.disputed === 0n) return;
      record('dispute', found, found.disputed);
      found.disputed = 0n;
      tell('disputeWon', found, 'movement');
    },
    /** Money nobody here asked for. */
    receiveFromStranger(minor: bigint): void {
      record('payment', undefined, minor);
    },
    /** What it holds for us, after its fees. */
    held: () => movements.reduce((sum, { net }) => sum + net.minor, 0n),
  };
}

function statusOf(found: Remembered): PaymentStatus {
  const { reference, paymentId, state, paidAt } = found;
  return {
    state,
    reference,
    paymentId,
    amount: money(state === 'succeeded' ? found.received : found.asked, CURRENCY),
    refunded: money(found.refunded, CURRENCY),
    disputed: money(found.disputed, CURRENCY),
    paymentIntent: `pi_${reference}`,
    paidAt,
    lastError: state === 'failed' ? 'declined' : undefined,
  };
}
