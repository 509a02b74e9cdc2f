import type Stripe from 'stripe';
import { isHeldByDispute } from './act-on-dispute.ts';
import { buildMovement, buildRefund } from './build-payment.ts';
import { type Fake, recordEvent } from './fake.ts';
import { invalidRequest, missing } from './fault.ts';
import type { RefundParams } from './session-params.ts';

export function createRefund(fake: Fake, params: RefundParams): Stripe.Refund {
  const charge = chargeOf(fake, params);
  if (isHeldByDispute(fake, charge)) {
    throw invalidRequest(`Charge ${charge.id} has been charged back; cannot issue a refund.`, {
      code: 'charge_disputed',
    });
  }
  const left = charge.amount - charge.amount_refunded;
  if (left === 0) {
    throw invalidRequest(`Charge ${charge.id} has already been refunded.`, {
      code: 'charge_already_refunded',
    });
  }
  const amount = params.amount ?? left;
  if (amount < 1)
    throw invalidRequest('This value must be greater than or equal to 1.', {
      param: 'amount',
      code: 'parameter_invalid_integer',
    });
  if (amount > left) {
    throw invalidRequest(`Refund amount (${amount}) is greater than unrefunded amount on charge (${left})`, {
      param: 'amount',
    });
  }
  const now = fake.now();
  const refund = buildRefund(charge, {
    amount,
    reason: params.reason ?? null,
    metadata: params.metadata,
    now,
  });
  const movement = buildMovement(refund, now);
  refund.balance_transaction = movement.id;
  charge.amount_refunded += amount;
  charge.refunded = charge.amount_refunded === charge.amount;
  fake.state.refunds[refund.id] = refund;
  fake.state.balanceTransactions[movement.id] = movement;
  fake.save();
  const events = [recordEvent(fake, 'refund.created', refund), recordEvent(fake, 'charge.refunded', charge)];
  void fake.deliverer.announce(events);
  return refund;
}

function chargeOf(fake: Fake, { payment_intent, charge }: RefundParams): Stripe.Charge {
  if (charge !== undefined) {
    const found = fake.state.charges[charge];
    if (!found) throw missing('charge', charge, 'charge');
    return found;
  }
  if (payment_intent === undefined) {
    throw invalidRequest(
      'One of the following params should be provided for this request: payment_intent or charge.',
    );
  }
  const intent = fake.state.paymentIntents[payment_intent];
  if (!intent) throw missing('payment_intent', payment_intent, 'payment_intent');
  const latest =
    typeof intent.latest_charge === 'string' ? fake.state.charges[intent.latest_charge] : undefined;
  if (intent.status !== 'succeeded' || !latest) {
    throw invalidRequest(`This PaymentIntent (${intent.id}) does not have a successful charge to refund.`, {
      code: 'payment_intent_unexpected_state',
      param: 'payment_intent',
    });
  }
  return latest;
}
