import Stripe from 'stripe';
import { z } from 'zod';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import type { CallbackRefusal, PaymentNotice } from './port.ts';
import { idOf } from './stripe-readings.server.ts';

type Callback = {
  readonly rawBody: string;
  readonly headers: Headers;
  readonly secret: string;
  readonly toleranceSeconds: number;
};

/** Only what names the payment is read; the rest of an event may be of any API version. */
const eventSchema = z.object({
  id: z.string().min(1).max(255),
  type: z.string().min(1).max(100),
  data: z.object({
    object: z.object({
      id: z.string().max(255).optional(),
      object: z.string(),
      client_reference_id: z.string().nullish(),
      payment_intent: z
        .union([z.string(), z.object({ id: z.string() })])
        .nullish()
        .catch(null),
      metadata: z.record(z.string(), z.string()).nullish(),
    }),
  }),
});

export function readCallback(stripe: Stripe, callback: Callback): Verdict<PaymentNotice, CallbackRefusal> {
  const signature = callback.headers.get('stripe-signature');
  if (!signature) return refuse('callback.badSignature');
  let body: unknown;
  try {
    body = stripe.webhooks.constructEvent(
      callback.rawBody,
      signature,
      callback.secret,
      callback.toleranceSeconds,
    );
  } catch (error) {
    if (error instanceof Stripe.errors.StripeSignatureVerificationError)
      return refuse('callback.badSignature');
    return refuse('callback.malformed');
  }
  const event = eventSchema.safeParse(body);
  if (!event.success) return refuse('callback.malformed');
  const { object } = event.data.data;
  return accept({
    eventId: event.data.id,
    type: event.data.type,
    reference: object.object === 'checkout.session' ? object.id : undefined,
    paymentId: object.client_reference_id ?? object.metadata?.payment_id,
    paymentIntent: object.object === 'payment_intent' ? object.id : idOf(object.payment_intent),
  });
}
