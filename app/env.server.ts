import { z } from 'zod';

/**
 * The environment, read here and nowhere else. Without DATABASE_URL Palmarès is a demonstration: it starts its own
 * PostgreSQL and its own fakes. With it, every secret and provider must be named, or the start is refused.
 */
const schema = z.object({
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//)
    .optional(),
  PALMARES_DEMO: z.literal('1').optional(),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  HOST: z.string().default('127.0.0.1'),
  PALMARES_DATA: z.string().default('.data'),
  PALMARES_ORIGIN: z.url().optional(),
  PALMARES_OFFICIAL_HOST: z.string().optional(),
  PALMARES_KEY_ENCRYPTION_KEY: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional(),
  PALMARES_TRUST_PROXY: z.literal('1').optional(),
  STRIPE_SECRET_KEY: z.string().min(1).optional(),
  STRIPE_WEBHOOK_SECRET: z.string().min(1).optional(),
  FEDAPAY_SECRET_KEY: z.string().min(1).optional(),
  FEDAPAY_WEBHOOK_SECRET: z.string().min(1).optional(),
  FEDAPAY_API: z.url({ protocol: /^https$/ }).optional(),
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\//)
    .optional(),
  MAIL_FROM: z.string().min(3).optional(),
  SMS_GATEWAY_URL: z.url().optional(),
  SMS_GATEWAY_TOKEN: z.string().min(1).optional(),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
});

export type Env = z.infer<typeof schema>;

/** What a production start cannot do without. */
const REQUIRED = [
  'DATABASE_URL',
  'PALMARES_ORIGIN',
  'PALMARES_KEY_ENCRYPTION_KEY',
  'STRIPE_SECRET_KEY',
  'STRIPE_WEBHOOK_SECRET',
  'SMTP_URL',
  'MAIL_FROM',
  'SMS_GATEWAY_URL',
  'SMS_GATEWAY_TOKEN',
] as const;

/** Mobile money is optional, but whole: half of it is a mistake, in a demonstration too. */
const FEDAPAY = ['FEDAPAY_SECRET_KEY', 'FEDAPAY_WEBHOOK_SECRET'] as const;

export class EnvironmentError extends Error {}

/** @throws EnvironmentError naming each variable that is missing or can't be read. */
export function readEnv(
  source: Readonly<Record<string, string | undefined>> = process.env,
): Env & { demo: boolean } {
  const filled = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''));
  const parsed = schema.safeParse(filled);
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new EnvironmentError(`The environment can't be read.\n${problems.join('\n')}`);
  }
  const env = parsed.data;
  const demo = env.PALMARES_DEMO === '1' || env.DATABASE_URL === undefined;
  const missing = [...(demo ? [] : REQUIRED), ...fedapayNames(env)].filter((name) => env[name] === undefined);
  if (missing.length > 0) {
    throw new EnvironmentError(
      `Palmarès does not start without: ${missing.join(', ')}.\nSee "Configuration" in README.md, or say PALMARES_DEMO=1 for a demonstration.`,
    );
  }
  return { ...env, demo };
}

function fedapayNames(env: Env): readonly (typeof FEDAPAY)[number][] {
  const asked = env.FEDAPAY_API !== undefined || FEDAPAY.some((name) => env[name] !== undefined);
  return asked ? FEDAPAY : [];
}
