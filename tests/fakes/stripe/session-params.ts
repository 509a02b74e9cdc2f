import { z } from 'zod';
import { invalidRequest, type StripeFault } from './fault.ts';

const integer = z
  .string()
  .regex(/^-?\d+$/, 'integer')
  .transform(Number);
const flag = z.enum(['true', 'false']).transform((text) => text === 'true');
const metadata = z.record(z.string().max(40), z.string().max(500));
const url = z.string().refine((text) => /^https?:\/\/\S+$/.test(text), 'url');
const expand = z.array(z.string()).optional();

export const sessionParams = z.strictObject({
  mode: z.literal('payment'),
  line_items: z
    .array(
      z.strictObject({
        quantity: integer.pipe(z.number().int().positive()),
        price_data: z.strictObject({
          currency: z.string(),
          unit_amount: integer,
          product_data: z.strictObject({
            name: z.string().min(1).max(250),
            description: z.string().optional(),
          }),
        }),
      }),
    )
    .min(1)
    .max(100),
  success_url: url,
  cancel_url: url.optional(),
  client_reference_id: z.string().max(200).optional(),
  metadata: metadata.default({}),
  payment_intent_data: z
    .strictObject({ metadata: metadata.default({}), description: z.string().max(1000).optional() })
    .optional(),
  adaptive_pricing: z.strictObject({ enabled: flag }).optional(),
  payment_method_types: z.array(z.string()).optional(),
  customer_email: z.email().max(800).optional(),
  expires_at: integer.optional(),
  locale: z.string().optional(),
  expand,
});

export const refundParams = z.strictObject({
  payment_intent: z.string().optional(),
  charge: z.string().optional(),
  amount: integer.optional(),
  reason: z.enum(['duplicate', 'fraudulent', 'requested_by_customer']).optional(),
  metadata: metadata.default({}),
  expand,
});

export type SessionParams = z.output<typeof sessionParams>;
export type RefundParams = z.output<typeof refundParams>;

/** Reads parameters as strictly as Stripe does: what it doesn't know is refused by name. */
export function readParams<T extends z.ZodType>(schema: T, form: unknown): z.output<T> {
  const read = schema.safeParse(form);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw issue ? faultOf(issue, form) : invalidRequest('Invalid request');
}

function faultOf(issue: z.core.$ZodIssue, form: unknown): StripeFault {
  const param = nameOf(issue.path);
  if (issue.code === 'unrecognized_keys') {
    const unknown = nameOf([...issue.path, issue.keys[0] ?? '']);
    return invalidRequest(`Received unknown parameter: ${unknown}`, {
      code: 'parameter_unknown',
      param: unknown,
    });
  }
  const given = valueAt(form, issue.path);
  if (given === undefined) {
    return invalidRequest(`Missing required param: ${param}.`, { code: 'parameter_missing', param });
  }
  if (issue.message === 'integer') {
    return invalidRequest(`Invalid integer: ${String(given)}`, { code: 'parameter_invalid_integer', param });
  }
  if (issue.message === 'url') return invalidRequest('Not a valid URL', { code: 'url_invalid', param });
  return invalidRequest(`Invalid ${param}: ${issue.message}`, { param });
}

function nameOf(path: readonly PropertyKey[]): string {
  const [first, ...rest] = path.map(String);
  return `${first ?? ''}${rest.map((part) => `[${part}]`).join('')}`;
}

function valueAt(form: unknown, path: readonly PropertyKey[]): unknown {
  let value = form;
  for (const key of path) {
    value = typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
  }
  return value;
}
