import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createThreadPress } from '#app/adapters/document-press/thread-press.server.ts';
import { createLocalCertificates } from '#app/adapters/pdf-seal/local-certificates.server.ts';
import { createLocalSeal } from '#app/adapters/pdf-seal/local-seal.server.ts';
import { systemRandom } from '#app/adapters/random/system-random.server.ts';
import { createLocalSigner } from '#app/adapters/signer/local-signer.server.ts';
import { buildApp, buildIsFresh, findDocumentWorker } from '#app/entrypoints/build-app.ts';
import { loadSealCertificate } from '#app/services/certificates/load-seal-certificate.server.ts';
import { numberDocuments } from '#app/services/documents/bulk/number-documents.server.ts';
import { runIssuing } from '#app/services/documents/bulk/run-issuing.server.ts';
import { loadWrappedKey } from '#app/services/documents/signing-keys.server.ts';
import { createDatabase } from '#db/client.ts';
import { startEmbeddedPostgres } from '#db/embedded.ts';
import { migrateDatabase } from '#db/migrate.ts';
import { createPublishedSitting, startRun } from '#tests/factories/issuing.ts';
import { bareContext } from '#tests/setup/bare-context.ts';

/**
 * How long a sitting's transcripts take from nothing to sealed packs, and the processor time of each step, for the number of
 * candidates given (10,000 by default) over 20 centres. Threads count in the process's own processor time.
 */
const CANDIDATES = Number(process.argv[2] ?? 10_000);
const CENTRES = 20;

const megabytes = (bytes: number) => Math.round(bytes / 1e6);

type Measured = { readonly step: string; readonly seconds: number; readonly cpu: number };

async function measure(step: string, work: () => Promise<unknown>): Promise<Measured> {
  const before = process.cpuUsage();
  const from = performance.now();
  await work();
  const { user, system } = process.cpuUsage(before);
  return { step, seconds: (performance.now() - from) / 1000, cpu: (user + system) / 1e6 };
}

// The threads run what production runs.
if (!(await buildIsFresh())) await buildApp({ quiet: true });
const folder = await mkdtemp(path.join(os.tmpdir(), 'palmares-issuing-'));
const server = await startEmbeddedPostgres({ dataDir: folder });
const database = createDatabase(server.url);
try {
  await migrateDatabase(server.url);
  const keyEncryptionKey = systemRandom.bytes(32);
  const loadKey = (kid: string) => loadWrappedKey(database.db, kid);
  const loadCertificate = (id: string) => loadSealCertificate(database.db, id);
  const press = createThreadPress({
    entry: findDocumentWorker,
    ...{ keyEncryptionKey, loadKey, loadCertificate },
  });
  const ctx = bareContext(database, {
    storageDirectory: folder,
    adapters: {
      press,
      certificates: createLocalCertificates(keyEncryptionKey),
      pdfSeal: createLocalSeal(keyEncryptionKey, loadCertificate),
      signer: createLocalSigner(keyEncryptionKey, loadKey),
    },
  });
  process.stdout.write(`${CANDIDATES} candidates are made…\n`);
  const { sittingId } = await createPublishedSitting(ctx, {
    candidates: CANDIDATES,
    centres: CENTRES,
    unprintable: false,
  });
  const taskId = await startRun(ctx, sittingId, 'transcript');
  const memory: number[] = [];
  const watch = setInterval(() => memory.push(process.memoryUsage.rss()), 1000);
  const steps = [
    await measure('numbered', () => numberDocuments(ctx, { sittingId, kind: 'transcript' })),
    await measure('signed, drawn, sealed, packed', () => runIssuing(ctx, { taskId })),
  ];
  clearInterval(watch);
  for (const { step, seconds, cpu } of steps)
    process.stdout.write(
      `${step}: ${seconds.toFixed(1)} s, ${Math.round(CANDIDATES / seconds)}/s, ${((cpu / CANDIDATES) * 1000).toFixed(2)} ms of processor each\n`,
    );
  const [packs] = await database.db.execute<{ packs: number; bytes: number }>(
    'select count(*)::int as packs, sum(bytes)::bigint as bytes from document_pack where sealed_at is not null',
  );
  process.stdout.write(
    `${packs?.packs} packs, ${Math.round(Number(packs?.bytes) / CANDIDATES)} bytes a document, at most ${megabytes(Math.max(...memory))} MB of memory\n`,
  );
  const every = Math.max(1, Math.floor(memory.length / 20));
  const samples = memory.filter((_, at) => at % every === 0).map(megabytes);
  process.stdout.write(`memory over time, MB: ${samples.join(' ')}\n`);
  await press.close();
} finally {
  await database.close();
  await server.stop();
  await rm(folder, { recursive: true, force: true });
}
