import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DocumentModel } from '#app/domain/documents/model.ts';
import { SPECIMEN_IMAGES, SPECIMENS } from '#app/domain/documents/specimens.ts';
import type { DocumentAssets } from './assets.ts';
import { loadDocumentAssets } from './load-assets.server.ts';
import { renderDocument } from './registry.ts';
import { type RasterPage, rasterise } from './testing/rasterise.ts';
import { SAMPLES, sampleReceipt, sampleTranscript } from './testing/sample-models.ts';

const folder = mkdtempSync(join(tmpdir(), 'palmares-pages-'));
let assets: DocumentAssets;
beforeAll(async () => {
  assets = { ...(await loadDocumentAssets()), images: SPECIMEN_IMAGES };
});
afterAll(() => rmSync(folder, { recursive: true }));

const has = (tool: string) => spawnSync(tool, ['--version']).error === undefined;
const arabic: DocumentModel = {
  ...sampleTranscript,
  candidate: {
    ...sampleTranscript.candidate,
    surname: 'محمد ولد عبد العزيز',
    givenNames: 'Kɔ́ku Ǝ̂ləs',
    birthPlace: 'نواكشوط',
  },
};
const twoPapersMore: DocumentModel = {
  ...sampleTranscript,
  groups: sampleTranscript.groups.map((group) => ({
    ...group,
    rows: [...group.rows, ...group.rows.slice(0, 3)],
  })),
  languages: ['fr'],
};
const models: readonly (readonly [string, DocumentModel])[] = [
  ...SAMPLES.map((model) => [`sample ${model.kind}`, model] as const),
  ...Object.values(SPECIMENS).map((model) => [`specimen ${model.kind}`, model] as const),
  ['Arabic names', arabic],
  ['more papers, in French', twoPapersMore],
  ['receipt, second edition', { ...sampleReceipt, edition: 2 }],
];

/** The largest difference of one channel of one pixel, and how many differ by more than a hair. */
function difference(one: RasterPage, other: RasterPage): { far: number; share: number } {
  let far = 0;
  for (let at = 0; at < one.rgba.length; at += 1) {
    if (Math.abs((one.rgba[at] ?? 0) - (other.rgba[at] ?? 0)) > 40) far += 1;
  }
  return { far, share: far / one.rgba.length };
}

describe.each(models)('%s', (_, model) => {
  it('is the same page, to the eye and as text, written from prepared parts or object by object by pdf-lib', async () => {
    const [prepared] = await rasterise(await renderDocument(model, assets), 110);
    const [plain] = await rasterise(await renderDocument(model, { ...assets, way: 'plain' }), 110);
    if (!prepared || !plain) throw new Error('no page');
    expect([prepared.width, prepared.height]).toEqual([plain.width, plain.height]);
    expect(prepared.text).toBe(plain.text);
    expect(difference(prepared, plain).share).toBeLessThan(0.0005);
  });

  it.skipIf(!has('qpdf') || !has('pdfinfo'))(
    'is a whole, tagged file with a title and a language (skipped where qpdf and pdfinfo are absent)',
    async () => {
      const path = join(folder, 'page.pdf');
      for (const way of ['prepared', 'plain'] as const) {
        const bytes = await renderDocument(model, { ...assets, way });
        writeFileSync(path, bytes);
        const checked = spawnSync('qpdf', ['--check', path], { encoding: 'utf8' });
        expect([checked.status, checked.stderr]).toEqual([0, '']);
        const told = spawnSync('pdfinfo', [path], { encoding: 'utf8' }).stdout;
        expect(told).toMatch(/Tagged: +yes/);
        expect(told).toMatch(/Title: +\S/);
        expect(told).toMatch(/PDF version: +1\.7/);
        expect(Buffer.from(bytes).toString('latin1')).toContain('/Lang');
      }
    },
  );
});

it.skipIf(!has('pdftotext'))(
  'gives Arabic back in the order it is read (skipped without pdftotext)',
  async () => {
    const path = join(folder, 'arabic.pdf');
    writeFileSync(path, await renderDocument(arabic, assets));
    const { stdout } = spawnSync('pdftotext', [path, '-'], { encoding: 'utf8' });
    expect(stdout).toContain('محمد ولد عبد العزيز');
    expect(stdout).toContain('نواكشوط');
    expect(stdout).toContain('Kɔ́ku Ǝ̂ləs');
  },
);

it.skipIf(!has('pdfinfo'))('tells a reader what is a heading, a table and a picture', async () => {
  const path = join(folder, 'tagged.pdf');
  writeFileSync(path, await renderDocument(sampleTranscript, assets));
  const { stdout } = spawnSync('pdfinfo', ['-struct', path], { encoding: 'utf8' });
  for (const tag of ['Document', 'H1', 'Table', 'TR', 'TH', 'TD', 'Figure'])
    expect(stdout).toMatch(new RegExp(`^ *${tag}`, 'm'));
});

it('is the same file whatever was drawn before it', async () => {
  const first = await renderDocument(sampleTranscript, assets);
  await renderDocument(arabic, assets);
  await renderDocument(twoPapersMore, assets);
  const fresh = await loadDocumentAssets();
  await renderDocument(arabic, fresh);
  expect(Buffer.from(await renderDocument(sampleTranscript, assets)).equals(first)).toBe(true);
  expect(Buffer.from(await renderDocument(sampleTranscript, fresh)).equals(first)).toBe(true);
});
