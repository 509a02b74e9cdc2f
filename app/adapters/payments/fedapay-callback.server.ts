import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import type { CallbackRefusal, PaymentNotice } from './port.ts';

type Callback = {
  readonly rawBody: string;
  readonly headers: Headers;
  readonly secret: string;
  readonly toleranceSeconds: number;
};

const named = z.union([z.int(), z.string().min(1).max(255)]).transform(String);

/** A webhook calls the event's kind `name`, the list of events `type`; there its entity is JSON in a string. */
const eventSchema = z.object({
  id: named.nullish(),
  name: z.string().min(1).max(100).nullish(),
  type: z.string().min(1).max(100).nullish(),
  entity: z.union([z.record(z.string(), z.unknown()), z.string()]).nullish(),
});

const transactionEntity = z.object({
  id: named,
  reference: z.string().nullish(),
  merchant_reference: z.string().nullish(),
  mode: z.string().nullish(),
});

export function readCallback({
  rawBody,
  headers,
  secret,
  toleranceSeconds,
}: Callback): Verdict<PaymentNotice, CallbackRefusal> {
  const signature = headers.get('x-fedapay-signature') ?? '';
  if (!isSigned(rawBody, signature, { secret, toleranceSeconds })) return refuse('callback.badSignature');
  const event = eventSchema.safeParse(parseJson(rawBody)).data;
  const type = event?.name ?? event?.type;
  if (!event || !type) return refuse('callback.malformed');
  const about = {
    // Not every event seen had an id; the same body is the same event.
    eventId: event.id ?? `sha256:${createHash('sha256').update(rawBody).digest('hex')}`,
    type,
  };
  if (!type.startsWith('transaction.'))
    return accept({ ...about, reference: undefined, paymentId: undefined, paymentIntent: undefined });
  const entity = typeof event.entity === 'string' ? parseJson(event.entity) : event.entity;
  const transaction = transactionEntity.safeParse(entity).data;
  if (!transaction) return refuse('callback.malformed');
  const { id, reference, merchant_reference, mode } = transaction;
  return accept({
    ...about,
    reference: id,
    paymentId: merchant_reference ?? undefined,
    paymentIntent: mode && reference ? reference : undefined,
  });
}

/** `t=<seconds>,s=<hex>`, where `s` is HMAC-SHA256 of `<seconds>.<body>`; several `s` may stand while a secret changes. */
function isSigned(
  rawBody: string,
  header: string,
  { secret, toleranceSeconds }: { readonly secret: string; readonly toleranceSeconds: number },
): boolean {
  const parts = header.split(',').map((part) => part.trim().split('='));
  const valuesOf = (wanted: string) =>
    parts.filter(([name]) => name === wanted).map(([, value = '']) => value);
  const [timestamp = ''] = valuesOf('t');
  if (!/^\d{1,12}$/.test(timestamp)) return false;
  const expected = createHmac('sha256', secret).update(`${timestamp}.${rawBody}`).digest();
  const matches = valuesOf('s').some((hex) => isSame(Buffer.from(hex, 'hex'), expected));
  return matches && Math.abs(Date.now() / 1000 - Number(timestamp)) <= toleranceSeconds;
}

const isSame = (given: Buffer, expected: Buffer) =>
  given.length === expected.length && timingSafeEqual(given, expected);

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
