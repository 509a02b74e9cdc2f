import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { createPdfReader } from '#app/adapters/pdf-reader/guarded-pdf-reader.server.ts';
import { createQrReader } from '#app/adapters/qr-reader/zxing-qr-reader.server.ts';
import { hostileFiles } from '#tests/factories/hostile-files.ts';
import { useDatabase } from '#tests/setup/database.ts';
import { type TestContext, testContext } from '#tests/setup/test-context.ts';
import { useVerificationSite } from './verification-site.ts';

const database = useDatabase();
let ctx: TestContext;
beforeAll(() => {
  ctx = testContext(database, { adapters: { pdfReader: createPdfReader(), qrReader: createQrReader() } });
});
const site = useVerificationSite({ context: () => ctx });

const MEGABYTE = 1024 * 1024;
const TYPES: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  png: 'image/png',
  zip: 'application/zip',
};

/** Sends one file to every door that takes files; what each answers must be no good news and no failure of ours. */
async function send(name: string, bytes: Uint8Array): Promise<readonly string[]> {
  site.changeAddress();
  const type = TYPES[path.extname(name).slice(1)] ?? 'text/csv';
  const file = new File([Uint8Array.from(bytes)], name, { type });
  const page = await site.post('/verify', { file });
  const list = await site.post('/verify/lot', { file });
  const api = await site.ask('/api/v1/verify/bulk', {
    method: 'POST',
    body: Uint8Array.from(bytes),
    headers: { 'content-type': 'text/csv', accept: 'application/json' },
  });
  const question = await site.ask('/api/v1/verify', { method: 'POST', body: Uint8Array.from(bytes) });
  const answers = { page, list, api, question };
  const said = await Promise.all(
    Object.entries(answers).map(
      async ([door, answer]) => [door, answer.status, await answer.text()] as const,
    ),
  );
  return said.flatMap(([door, status, text]) => {
    const where = `${name} at ${door}: ${status}`;
    if (![200, 400, 413, 415, 422].includes(status)) return [where];
    if (/class="verdict (good|warn)|"verdict":"(valid|authentic)"|state good/.test(text))
      return [`${where} is good news`];
    // A page says its answer in its heading, or what to do in its summary of errors; an API names a code.
    const clear =
      door === 'page' || door === 'list'
        ? /class="answer"|summary-of-errors|<table|problem/.test(text) || status === 413
        : /"error":"[\w.-]+"|"rows":/.test(text) || status === 413;
    return clear ? [] : [`${where} says nothing`];
  });
}

async function sendAll(files: Iterable<readonly [string, Uint8Array]>): Promise<readonly string[]> {
  const waiting = [...files];
  const wrong: string[] = [];
  // Two askers at a time, as many as files are read at once.
  const asker = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) wrong.push(...(await send(...next)));
  };
  await Promise.all([asker(), asker()]);
  return wrong;
}

/** Grows no more than by what one large upload takes while it is read. */
async function expectBounded(work: () => Promise<readonly string[]>): Promise<void> {
  const before = process.memoryUsage.rss();
  expect(await work()).toEqual([]);
  expect(process.memoryUsage.rss() - before).toBeLessThan(500 * MEGABYTE);
  expect(site.errors).toEqual([]);
}

describe('files made here to hurt whoever reads them', () => {
  it('get a clear answer at every door', { timeout: 120_000 }, async () => {
    await expectBounded(() => sendAll(hostileFiles()));
  });
});

const cases = path.join(import.meta.dirname, '../../../shared/cases/hostile');

function caseFiles(): string[] {
  return ['pdf', 'png', 'zip'].flatMap((folder) =>
    readdirSync(path.join(cases, folder)).map((name) => path.join(cases, folder, name)),
  );
}

describe.skipIf(!existsSync(cases))('hostile files (skipped where ../shared/cases is absent)', () => {
  it('get a clear answer at every door, every one of them', { timeout: 600_000 }, async () => {
    const files = caseFiles().map((file) => [path.basename(file), readFileSync(file)] as const);
    expect(files.length).toBeGreaterThan(100);
    await expectBounded(() => sendAll(files));
  });

  it('are decoded in bounded memory, all in one process', { timeout: 120_000 }, async () => {
    const script = path.join(import.meta.dirname, '../load/read-hostile-child.ts');
    const files = caseFiles().filter((file) => !file.endsWith('.zip'));
    const run = ['--max-old-space-size=256', '--import', 'tsx', script, ...files];
    const { stdout } = await promisify(execFile)(process.execPath, run);
    const { read, rssBefore, rssAtMost } = JSON.parse(stdout);
    expect(read).toBe(files.length);
    expect(rssAtMost - rssBefore).toBeLessThan(400 * MEGABYTE);
  });
});
