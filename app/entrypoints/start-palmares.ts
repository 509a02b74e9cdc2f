import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import type { Actor } from '#app/domain/access/actor.ts';
import { startEmbeddedPostgres } from '#db/embedded.ts';
import { migrateDatabase } from '#db/migrate.ts';
import { type Fakes, startFakes } from '#tests/fakes/start-fakes.ts';
import { buildApp, buildIsFresh } from './build-app.ts';
import { createRuntime, type Runtime } from './runtime.server.ts';
import { DEMO_PASSWORD, demoAccounts } from './seed-demo/demo-accounts.ts';
import { seedDemo } from './seed-demo/seed-demo.ts';
import { serveWeb } from './serve.server.ts';
import { startWorker } from './worker.server.ts';

export type StartOptions = {
  readonly dataDir: string;
  /** 0 takes a free port. The fakes take the three ports after it, or free ones with 0. */
  readonly port: number;
  readonly host?: string;
  /** A server of your own in place of the embedded one. */
  readonly databaseUrl?: string;
  readonly logLevel?: string;
  readonly development?: boolean;
  /** Trades durability for speed: tests only. */
  readonly fast?: boolean;
  /** The large demonstration country, or the bare accounts and sittings that tests build on. */
  readonly seed?: 'demo' | 'none';
  readonly say?: (line: string) => void;
};

export type RunningPalmares = {
  readonly url: string;
  readonly mailboxUrl: string;
  readonly paymentUrl: string;
  readonly mobileMoneyUrl: string;
  readonly databaseUrl: string;
  readonly fakes: Fakes;
  readonly runtime: Runtime;
  stop(): Promise<void>;
};

const SYSTEM: Actor = { kind: 'system', name: 'start' };

/**
 * Everything on one machine, for a demonstration or a test: PostgreSQL, migrations, fakes, seed, build, web and worker.
 * Stops in the reverse order; what fails half-way is stopped before the error is thrown on.
 */
export async function startPalmares(options: StartOptions): Promise<RunningPalmares> {
  const say = options.say ?? (() => undefined);
  const host = options.host ?? '127.0.0.1';
  const stops: (() => Promise<void>)[] = [];
  const stop = async () => {
    for (const end of stops.splice(0).reverse()) await end();
  };
  try {
    await mkdir(options.dataDir, { recursive: true });
    const databaseUrl = options.databaseUrl ?? (await startDatabase(options, stops, say));
    say('Migrations…');
    await migrateDatabase(databaseUrl);
    const port = options.port === 0 ? await freePort() : options.port;
    const url = `http://${host === '0.0.0.0' ? 'localhost' : host}:${port}`;
    const fakes = await startDemoFakes(options, host, port);
    stops.push(() => fakes.close());
    const runtime = await createDemoRuntime(options, { databaseUrl, url, fakes });
    stops.push(() => runtime.close());
    if (options.seed !== 'none')
      await seedDemo(runtime.contextFor({ kind: 'system', name: 'seed' }, 'seed'), { say });
    if (!options.development && !(await buildIsFresh())) {
      say('Construction des pages…');
      await buildApp({ quiet: true });
    }
    const web = await serveWeb(runtime, {
      port,
      host,
      paymentOrigins: [fakes.stripe.url, fakes.fedapay.url],
      development: options.development ?? false,
    });
    stops.push(() => web.close());
    const worker = await startWorker(runtime, { concurrency: 2 });
    stops.push(() => worker.stop());
    runtime.contextFor(SYSTEM, 'start').log.info({ port }, 'started');
    const { url: mailboxUrl } = fakes.mailbox;
    const { stripe, fedapay } = fakes;
    const addresses = { url, mailboxUrl, paymentUrl: stripe.url, mobileMoneyUrl: fedapay.url };
    return { ...addresses, databaseUrl, fakes, runtime, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The fakes keep their state and secrets in the data folder, so that a second start goes on where the first ended. */
async function startDemoFakes(
  { dataDir, port: asked }: StartOptions,
  bind: string,
  port: number,
): Promise<Fakes> {
  const secret = await keptSecret(dataDir, 'webhook-secret');
  return startFakes({
    webhookUrl: `http://127.0.0.1:${port}/webhooks/stripe`,
    fedapayWebhookUrl: `http://127.0.0.1:${port}/webhooks/fedapay`,
    webhookSecret: `whsec_${secret.toString('hex')}`,
    dataDir,
    bind,
    ...(asked === 0 ? {} : { stripePort: port + 1, mailboxPort: port + 2, fedapayPort: port + 3 }),
  });
}

type Around = { readonly databaseUrl: string; readonly url: string; readonly fakes: Fakes };

async function createDemoRuntime(
  options: StartOptions,
  { databaseUrl, url, fakes }: Around,
): Promise<Runtime> {
  const { stripe, fedapay, mailbox } = fakes;
  return createRuntime({
    databaseUrl,
    dataDirectory: options.dataDir,
    keyEncryptionKey: await keptSecret(options.dataDir, 'key-encryption-key'),
    settings: {
      origin: url,
      officialHost: new URL(url).host,
      demo: true,
      demoGuide: {
        password: DEMO_PASSWORD,
        accounts: demoAccounts,
        mailboxUrl: mailbox.url,
        paymentUrl: stripe.url,
        mobileMoneyUrl: fedapay.url,
      },
    },
    providers: {
      stripe,
      fedapay,
      mail: { url: mailbox.smtpUrl, from: 'Palmarès (démonstration) <ne-pas-repondre@palmares.invalid>' },
      sms: { url: mailbox.smsUrl, token: mailbox.smsToken },
    },
    logLevel: options.logLevel ?? 'warn',
  });
}

async function startDatabase(
  options: StartOptions,
  stops: (() => Promise<void>)[],
  say: (line: string) => void,
): Promise<string> {
  say('PostgreSQL…');
  const server = await startEmbeddedPostgres({ dataDir: options.dataDir, fast: options.fast ?? false });
  stops.push(() => server.stop());
  return server.url;
}

/** 32 random bytes kept in a file of the data folder that only its owner reads. */
async function keptSecret(dataDir: string, name: string): Promise<Buffer> {
  const file = join(dataDir, name);
  const kept = await readFile(file, 'utf8').catch(() => undefined);
  if (kept) return Buffer.from(kept.trim(), 'hex');
  const secret = randomBytes(32);
  await writeFile(file, secret.toString('hex'), { mode: 0o600, flag: 'wx' });
  return secret;
}

function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const probe = createServer();
    probe.once('error', fail);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      probe.close(() => done(port));
    });
  });
}
