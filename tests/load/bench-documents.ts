import os from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { chromium } from '@playwright/test';
import { build } from 'vite';
import { z } from 'zod';
import { createLocalCertificates } from '#app/adapters/pdf-seal/local-certificates.server.ts';
import { systemRandom } from '#app/adapters/random/system-random.server.ts';
import { createLocalSigner } from '#app/adapters/signer/local-signer.server.ts';
import { findBrowser } from '../setup/browser.ts';
import { benchTranscript } from './bench-documents-models.ts';

/**
 * `npm run bench:documents [-- --small]`: signed and sealed transcripts a second on two threads, beside pages of the
 * same words made with pdf-lib as its manual shows it, pdfkit, and Chromium's print-to-pdf, none of which are signed;
 * then a whole sitting with its memory over time. Prints tables in Markdown.
 */
const small = process.argv.includes('--small');
const THREADS = 2;
const SITTING = small ? 4_000 : 100_000;
const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const say = (line: string) => process.stdout.write(`${line}\n`);

/** As the press gives its threads. */
const RESOURCES = { maxYoungGenerationSizeMb: 48, maxOldGenerationSizeMb: 512 };

type Way = 'signed' | 'unsigned' | 'pdfLib' | 'pdfkit';
type Result = {
  readonly seconds: number;
  readonly bytes: number;
  readonly largest: number;
  readonly perCore: number;
};
const message = z.union([
  z.object({ ready: z.literal(true) }),
  z.object({ made: z.int() }),
  z.object({ done: z.literal(true), size: z.number(), largest: z.number(), cpu: z.number() }),
]);

/** The thread's program in one file, as a build makes it: no translating while it runs. */
async function bundle(): Promise<string> {
  const outDir = join(ROOT, 'build', 'bench');
  await build({
    root: ROOT,
    configFile: false,
    logLevel: 'error',
    build: {
      ...{ outDir, emptyOutDir: true, target: 'node20', minify: false, copyPublicDir: false },
      ssr: join(ROOT, 'tests/load/bench-documents-thread.ts'),
      rollupOptions: { output: { format: 'es', entryFileNames: 'thread.mjs' } },
    },
  });
  return join(outDir, 'thread.mjs');
}

async function keysOf() {
  const keyEncryptionKey = systemRandom.bytes(32);
  const key = await createLocalSigner(keyEncryptionKey, async () => undefined).generateKey('EdDSA');
  const span = { notBefore: new Date('2026-01-01'), notAfter: new Date('2036-01-01') };
  const certificate = await createLocalCertificates(keyEncryptionKey).selfMade({ name: 'Office', ...span });
  return { keyEncryptionKey, key, certificate: { id: 'c1', ...certificate } };
}

async function run(
  program: string,
  keys: Awaited<ReturnType<typeof keysOf>>,
  { way, total, warm, onMade }: { way: Way; total: number; warm: number; onMade?: (made: number) => void },
): Promise<Result> {
  const made = new Array<number>(THREADS).fill(0);
  const threads = Array.from({ length: THREADS }, (_, first) => {
    const workerData = { way, first, step: THREADS, count: total / THREADS, warm, ...keys };
    const worker = new Worker(program, { workerData, resourceLimits: RESOURCES });
    let isReady: () => void = () => undefined;
    const ready = new Promise<void>((resolve) => {
      isReady = resolve;
    });
    const done = new Promise<{ size: number; largest: number }>((resolve, reject) => {
      worker.on('error', reject);
      worker.on('message', (raw) => {
        const told = message.parse(raw);
        if ('ready' in told) isReady();
        else if ('done' in told) resolve(told);
        else {
          made[first] = told.made;
          onMade?.(made.reduce((sum, one) => sum + one, 0));
        }
      });
    });
    return { worker, ready, done };
  });
  await Promise.all(threads.map(({ ready, done }) => Promise.race([ready, done])));
  const start = performance.now();
  const spent = process.cpuUsage();
  for (const { worker } of threads) worker.postMessage('go');
  const results = await Promise.all(threads.map(({ done }) => done));
  const cpu = process.cpuUsage(spent);
  const seconds = (performance.now() - start) / 1000;
  await Promise.all(threads.map(({ worker }) => worker.terminate()));
  const size = results.reduce((sum, one) => sum + one.size, 0);
  const largest = Math.max(...results.map((one) => one.largest));
  return { seconds, largest, bytes: size / total, perCore: (cpu.user + cpu.system) / 1000 / total };
}

async function withChromium(total: number): Promise<Result> {
  const found = await findBrowser(() => undefined);
  const { executablePath, args, env } = found;
  const browser = await chromium.launch({ executablePath, args: [...args], env: { ...process.env, ...env } });
  const pages = await Promise.all(Array.from({ length: THREADS }, () => browser.newPage()));
  const html = (at: number) => {
    const { draft } = benchTranscript(at);
    if (draft.kind !== 'transcript') throw new Error('not a transcript');
    const rows = draft.groups.flatMap(({ rows: papers }) => papers);
    const cells = rows.map(({ name, points }) => `<tr><td>${name.fr}<td>${name.en}<td>${points}`).join('');
    return `<h1>${draft.exam.fr}</h1><p>${draft.candidate.surname}<table>${cells}</table>`;
  };
  await Promise.all(pages.map((page) => page.setContent(html(0)).then(() => page.pdf({ format: 'A4' }))));
  let [size, largest] = [0, 0];
  const start = performance.now();
  await Promise.all(
    pages.map(async (page, first) => {
      for (let at = first; at < total; at += THREADS) {
        await page.setContent(html(at));
        const { length } = await page.pdf({ format: 'A4' });
        size += length;
        largest = Math.max(largest, length);
      }
    }),
  );
  const seconds = (performance.now() - start) / 1000;
  await browser.close();
  return { seconds, largest, bytes: size / total, perCore: Number.NaN };
}

const figure = (value: number) => Math.round(value).toLocaleString('en').replaceAll(',', ' ');

function row(name: string, total: number, { seconds, bytes, largest, perCore }: Result): void {
  const spent = Number.isNaN(perCore) ? '–' : perCore.toFixed(2);
  say(`| ${name} | ${figure(total / seconds)} | ${spent} | ${figure(bytes)} | ${figure(largest)} |`);
}

const program = await bundle();
const keys = await keysOf();
const cpu = os.cpus()[0]?.model ?? 'unknown processor';
say(`${cpu}, ${os.cpus().length} cores, Node ${process.version}, ${THREADS} threads\n`);
say('| way | documents a second | ms of processor each | bytes each | at most |\n|---|---|---|---|---|');
const contenders: readonly (readonly [string, Way, number])[] = [
  ['Palmarès, signed and sealed', 'signed', small ? 2_000 : 20_000],
  ['Palmarès, page alone', 'unsigned', small ? 2_000 : 20_000],
  ['pdf-lib plainly, fonts cut to each document', 'pdfLib', small ? 40 : 400],
  ['pdfkit', 'pdfkit', small ? 40 : 400],
];
for (const [name, way, total] of contenders) {
  const warm = total > 1000 ? 500 : 5;
  row(name, total, await run(program, keys, { way, total, warm }));
}
const printed = small ? 20 : 200;
row('Chromium’s print-to-pdf', printed, await withChromium(printed));

say(`\n${figure(SITTING)} transcripts, signed and sealed\n`);
say('| documents | seconds | memory, MB |\n|---|---|---|');
const started = performance.now();
let next = SITTING / 10;
const whole = await run(program, keys, {
  ...{ way: 'signed', total: SITTING, warm: 0 },
  onMade(made) {
    if (made < next) return;
    next += SITTING / 10;
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    say(`| ${figure(made)} | ${seconds} | ${figure(process.memoryUsage.rss() / 1e6)} |`);
  },
});
say(`\n${figure(SITTING)} in ${whole.seconds.toFixed(1)} s, ${figure(SITTING / whole.seconds)} a second.`);
