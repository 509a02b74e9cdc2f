import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { pino } from 'pino';
import { systemClock } from '#app/adapters/clock/system-clock.server.ts';
import { argon2Passwords } from '#app/adapters/passwords/argon2-passwords.server.ts';
import { systemRandom } from '#app/adapters/random/system-random.server.ts';
import { createFileResults } from '#app/adapters/results/file-results.server.ts';
import { luciaSessions } from '#app/adapters/sessions/lucia-sessions.server.ts';
import { createFileStorage } from '#app/adapters/storage/file-storage.server.ts';
import { readEnv } from '#app/env.server.ts';
import type { Ctx } from '#app/services/context.ts';
import { createDatabase } from '#db/client.ts';
import { startEmbeddedPostgres } from '#db/embedded.ts';
import { PASSWORD_FILE, ROLE } from '#db/embedded-cluster.ts';
import { isAlive, readPostmaster } from '#db/embedded-owner.ts';
import { migrateDatabase } from '#db/migrate.ts';

type Opened<T> = T & { close(): Promise<void> };

/**
 * A context for a command that only reads and writes the database, as the system actor `cli:<verb>`. It asks for no
 * provider: a port to the outside (mail, SMS, payments, signing, drawing) fails when it is used. Without DATABASE_URL
 * it is the demonstration's database. Close it at the end.
 */
export async function openContext(verb: string): Promise<Opened<{ ctx: Ctx }>> {
  // Read as a demonstration's, the environment needs no provider.
  const env = readEnv({ ...process.env, PALMARES_DEMO: '1' });
  const server = env.DATABASE_URL
    ? { url: env.DATABASE_URL, close: async () => undefined }
    : await openDemoDatabase(env.PALMARES_DATA);
  const database = createDatabase(server.url, { max: 3 });
  const origin = (env.PALMARES_ORIGIN ?? `http://localhost:${env.PORT}`).replace(/\/$/, '');
  const ctx: Ctx = {
    db: database.db,
    actor: { kind: 'system', name: `cli:${verb}` },
    clock: systemClock,
    adapters: {
      passwords: argon2Passwords,
      random: systemRandom,
      results: createFileResults(path.resolve(env.PALMARES_DATA, 'results')),
      sessions: luciaSessions(database.db, systemClock, { secure: origin.startsWith('https:') }),
      storage: createFileStorage(path.resolve(env.PALMARES_DATA, 'storage')),
      documents: notOpened('documents'),
      images: notOpened('images'),
      mail: notOpened('mail'),
      payments: notOpened('payments'),
      pdfReader: notOpened('pdfReader'),
      qrReader: notOpened('qrReader'),
      signer: notOpened('signer'),
      sms: notOpened('sms'),
      virusScan: notOpened('virusScan'),
      spreadsheets: notOpened('spreadsheets'),
    },
    settings: {
      origin,
      officialHost: env.PALMARES_OFFICIAL_HOST ?? new URL(origin).host,
      demo: !env.DATABASE_URL,
    },
    log: pino({ level: 'warn', base: null }, pino.destination(2)),
    requestId: `cli-${randomUUID()}`,
  };
  const close = async () => {
    await database.close();
    await server.close();
  };
  return { ctx, close };
}

/** The demonstration's PostgreSQL: the one that is running, else one started until `close`. */
export async function openDemoDatabase(dataDirectory: string): Promise<Opened<{ url: string }>> {
  const clusterDir = path.resolve(dataDirectory, 'postgres');
  const running = readPostmaster(clusterDir);
  if (running?.ready && isAlive(running.pid)) {
    const password = (await readFile(path.join(clusterDir, PASSWORD_FILE), 'utf8')).trim();
    const url = `postgres://${ROLE}:${password}@127.0.0.1:${running.port}/palmares`;
    return { url, close: async () => undefined };
  }
  const server = await startEmbeddedPostgres({ dataDir: dataDirectory });
  try {
    await migrateDatabase(server.url);
  } catch (error) {
    await server.stop();
    throw error;
  }
  return { url: server.url, close: server.stop };
}

/** A port that this kind of command does not open. */
function notOpened<T extends object>(port: string): T {
  return new Proxy<T>(Object.create(null), {
    get() {
      throw new Error(`This command works on the database alone and has no ${port}.`);
    },
  });
}
