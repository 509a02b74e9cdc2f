import { FEDAPAY_LIVE } from '#app/adapters/payments/fedapay-provider.server.ts';
import { EnvironmentError, readEnv } from '#app/env.server.ts';
import { createRuntime, type Providers, type Runtime } from './runtime.server.ts';

/** The providers the environment names. @throws EnvironmentError when one is missing: a fake never stands in for it. */
export function providersFrom(env: ReturnType<typeof readEnv>): Providers {
  const {
    STRIPE_SECRET_KEY,
    STRIPE_WEBHOOK_SECRET,
    FEDAPAY_SECRET_KEY,
    FEDAPAY_WEBHOOK_SECRET,
    FEDAPAY_API = FEDAPAY_LIVE,
    SMTP_URL,
    MAIL_FROM,
    SMS_GATEWAY_URL,
    SMS_GATEWAY_TOKEN,
  } = env;
  if (
    !STRIPE_SECRET_KEY ||
    !STRIPE_WEBHOOK_SECRET ||
    !SMTP_URL ||
    !MAIL_FROM ||
    !SMS_GATEWAY_URL ||
    !SMS_GATEWAY_TOKEN
  )
    throw new EnvironmentError('A provider is missing: see "Configuration" in README.md.');
  return {
    stripe: { apiKey: STRIPE_SECRET_KEY, webhookSecret: STRIPE_WEBHOOK_SECRET },
    ...(FEDAPAY_SECRET_KEY && FEDAPAY_WEBHOOK_SECRET
      ? {
          fedapay: {
            apiKey: FEDAPAY_SECRET_KEY,
            webhookSecret: FEDAPAY_WEBHOOK_SECRET,
            baseUrl: FEDAPAY_API,
          },
        }
      : {}),
    mail: { url: SMTP_URL, from: MAIL_FROM },
    sms: { url: SMS_GATEWAY_URL, token: SMS_GATEWAY_TOKEN },
  };
}

/** A runtime on the environment's own database and providers, for the web, the worker and the command line. */
export async function productionRuntime(): Promise<Runtime & { env: ReturnType<typeof readEnv> }> {
  const { PALMARES_DEMO: _, ...source } = process.env;
  const env = readEnv(source);
  if (!env.DATABASE_URL || !env.PALMARES_ORIGIN || !env.PALMARES_KEY_ENCRYPTION_KEY)
    throw new EnvironmentError(
      'Palmarès does not start without: DATABASE_URL, PALMARES_ORIGIN, PALMARES_KEY_ENCRYPTION_KEY.',
    );
  const runtime = await createRuntime({
    databaseUrl: env.DATABASE_URL,
    dataDirectory: env.PALMARES_DATA,
    keyEncryptionKey: Buffer.from(env.PALMARES_KEY_ENCRYPTION_KEY, 'hex'),
    settings: {
      origin: env.PALMARES_ORIGIN.replace(/\/$/, ''),
      officialHost: env.PALMARES_OFFICIAL_HOST ?? new URL(env.PALMARES_ORIGIN).host,
      demo: false,
    },
    providers: providersFrom(env),
    logLevel: env.LOG_LEVEL,
  });
  return { ...runtime, env };
}

/** Runs `stop` once at the first SIGINT or SIGTERM, then lets the process end by itself. */
export function stopOnSignal(stop: () => Promise<void>): Promise<void> {
  return new Promise((done) => {
    const end = () => {
      process.off('SIGINT', end);
      process.off('SIGTERM', end);
      stop().then(done, (error: unknown) => {
        process.stderr.write(`${String(error)}\n`);
        process.exitCode = 1;
        done();
      });
    };
    process.on('SIGINT', end);
    process.on('SIGTERM', end);
  });
}
