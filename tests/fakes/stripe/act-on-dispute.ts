import type Stripe from 'stripe';
import { buildDispute, buildDisputeMovement } from './build-dispute.ts';
import { type Fake, recordEvent } from './fake.ts';

export type DisputeEnd = 'won' | 'lost';

/** What keeps a dispute from being opened or closed: a fake's own refusal, no part of the API. */
export class DisputeRefusal extends Error {}

const openOf = (fake: Fake, chargeId: string) =>
  Object.values(fake.state.disputes).find(
    ({ charge, status }) => charge === chargeId && status === 'needs_response',
  );

/** The charge a checkout was paid by. */
export function chargePaidFor(fake: Fake, sessionId: string): Stripe.Charge | undefined {
  const intentId = fake.state.sessions[sessionId]?.payment_intent;
  const intent = typeof intentId === 'string' ? fake.state.paymentIntents[intentId] : undefined;
  const paid = intent?.status === 'succeeded' && typeof intent.latest_charge === 'string';
  return paid ? fake.state.charges[String(intent.latest_charge)] : undefined;
}

/** Money under a dispute that is open or lost can't be refunded. */
export function isHeldByDispute(fake: Fake, { id }: Stripe.Charge): boolean {
  return Object.values(fake.state.disputes).some(({ charge, status }) => charge === id && status !== 'won');
}

/** The payer's bank contests the payment of a checkout and takes its money back at once. */
export async function openDispute(
  fake: Fake,
  sessionId: string,
  reason = 'fraudulent',
): Promise<Stripe.Dispute> {
  const charge = chargePaidFor(fake, sessionId);
  if (!charge) throw new DisputeRefusal('nothing was paid');
  if (isHeldByDispute(fake, charge)) throw new DisputeRefusal('it is disputed already');
  if (charge.refunded) throw new DisputeRefusal('it was refunded');
  const dispute = buildDispute(charge, reason, fake.now());
  fake.state.disputes[dispute.id] = dispute;
  charge.disputed = true;
  const created = recordEvent(fake, 'charge.dispute.created', dispute);
  move(fake, dispute, 'withdrawn');
  const withdrawn = recordEvent(fake, 'charge.dispute.funds_withdrawn', dispute);
  fake.save();
  await fake.deliverer.announce([created, withdrawn]);
  return dispute;
}

/** The card network decides the open dispute of a checkout. */
export async function closeDispute(fake: Fake, sessionId: string, end: DisputeEnd): Promise<Stripe.Dispute> {
  const charge = chargePaidFor(fake, sessionId);
  const dispute = charge && openOf(fake, charge.id);
  if (!dispute) throw new DisputeRefusal('there is no open dispute');
  dispute.status = end;
  if (end === 'won') move(fake, dispute, 'reinstated');
  const events = [recordEvent(fake, 'charge.dispute.closed', dispute)];
  if (end === 'won') events.push(recordEvent(fake, 'charge.dispute.funds_reinstated', dispute));
  fake.save();
  await fake.deliverer.announce(events);
  return dispute;
}

function move(fake: Fake, dispute: Stripe.Dispute, way: 'withdrawn' | 'reinstated'): void {
  const movement = buildDisputeMovement(dispute, way, fake.now());
  fake.state.balanceTransactions[movement.id] = movement;
  dispute.balance_transactions.push(movement);
}
