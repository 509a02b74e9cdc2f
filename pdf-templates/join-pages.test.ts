import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { DocumentModel } from '#app/domain/documents/model.ts';
import { SPECIMEN_IMAGES } from '#app/domain/documents/specimens.ts';
import { joinPages } from './join-pages.ts';
import { loadDocumentAssets } from './load-assets.server.ts';
import { renderDocument } from './registry.ts';
import { rasterise } from './testing/rasterise.ts';
import { SAMPLES, sampleTranscript } from './testing/sample-models.ts';

const QPDF = spawnSync('qpdf', ['--version']).error === undefined;

async function* each(files: readonly Uint8Array[]): AsyncIterable<Uint8Array> {
  yield* files;
}

describe('the file for a printer', () => {
  const models: readonly DocumentModel[] = [
    sampleTranscript,
    ...SAMPLES,
    {
      ...sampleTranscript,
      candidate: { ...sampleTranscript.candidate, surname: 'Ŋƙuɗa', givenNames: 'عبد العزيز' },
    },
  ];
  const files: Uint8Array[] = [];
  let joined: Uint8Array;
  beforeAll(async () => {
    const assets = { ...(await loadDocumentAssets()), images: SPECIMEN_IMAGES };
    for (const model of models) files.push(await renderDocument(model, assets));
    joined = await joinPages(each(files), 'centre');
  });

  it('shows every page as its own file does, pixel for pixel, in the order given', async () => {
    const pages = await rasterise(joined, 60);
    const single = (await Promise.all(files.map((file) => rasterise(file, 60)))).flat();
    expect(pages.length).toBe(single.length);
    for (const [at, page] of pages.entries())
      expect(
        Buffer.compare(Buffer.from(page.rgba), Buffer.from(single[at]?.rgba ?? [])),
        `page ${at + 1}`,
      ).toBe(0);
  });

  it('keeps fonts once and gives the same bytes for the same files', async () => {
    expect(Buffer.compare(await joinPages(each(files), 'centre'), joined)).toBe(0);
    const [first] = files;
    if (!first) throw new Error('nothing was drawn');
    const fifty = await joinPages(each(Array.from({ length: 50 }, () => first)), 'centre');
    expect(fifty.length).toBeLessThan(2 * first.length);
  });

  it.skipIf(!QPDF)(QPDF ? 'is whole for qpdf' : 'is whole for qpdf (skipped: none here)', () => {
    const folder = mkdtempSync(join(tmpdir(), 'palmares-joined-'));
    writeFileSync(join(folder, 'joined.pdf'), joined);
    const { status, stdout } = spawnSync('qpdf', ['--check', join(folder, 'joined.pdf')]);
    rmSync(folder, { recursive: true });
    expect([status, stdout.toString()]).toEqual([
      0,
      expect.stringContaining('No syntax or stream encoding errors'),
    ]);
  });
});
