import { createHash } from 'node:crypto';
import { PDFDict, PDFDocument, PDFName, PDFString } from 'pdf-lib';
import { beforeAll, describe, expect, it } from 'vitest';
import { formatCode } from '#app/domain/anonymity/code.ts';
import { type Minutes, minutesDigest } from '#app/domain/deliberation/minutes.ts';
import type { DocumentAssets } from '../../assets.ts';
import { loadDocumentAssets } from '../../load-assets.server.ts';
import { rasterise } from '../../testing/rasterise.ts';
import { sampleDossiers, sampleMinutes } from '../../testing/sample-minutes.ts';
import { renderMinutesV1 } from './render.ts';

/** What the released template makes of the sample. A difference means minutes already signed would change. */
const GOLDEN = 'be390086ccaa00ab9b0a3c9706b120e1e0b51ad122ced81651d490eb4c8b4f4b';

let assets: DocumentAssets;
beforeAll(async () => {
  assets = await loadDocumentAssets();
});

const sealOf = (minutes: Minutes) => ({
  kid: 'q1w2e3r4t5y',
  digest: minutesDigest(minutes),
  signature: 'aaa.bbb.ccc',
});
const render = (minutes: Minutes) => renderMinutesV1(minutes, sealOf(minutes), assets);
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const plain = (text: string) => text.replace(/[\s\u00a0\u202f]+/g, ' ');
const textOf = async (pdf: Uint8Array) => (await rasterise(pdf, 40)).map(({ text }) => plain(text));

describe('minutes', () => {
  it('are the same file each time, from fresh fonts too, and the file they have always been', async () => {
    const first = sha256(await render(sampleMinutes));
    expect(sha256(await render(structuredClone(sampleMinutes)))).toBe(first);
    assets = await loadDocumentAssets();
    expect(sha256(await render(sampleMinutes))).toBe(first);
    expect(first).toBe(GOLDEN);
  });

  it('say who sat, what was decided, why and by whom, and carry the signature', async () => {
    const pdf = await render(sampleMinutes);
    const pages = await textOf(pdf);
    const text = pages.join(' ');
    for (const words of [
      ...[
        'Office du Baccalauréat',
        'Procès-verbal de délibération',
        'Jury de Zinder 1',
        'Minutes of deliberation',
      ],
      ...[
        'Moussa Illiassou',
        'Ibrahim Maïga',
        '4 présents sur 5 nommés',
        '12 juillet 2027 à 17:45',
        '34,48 %',
      ],
      ...[
        'Livret scolaire régulier, 14 de moyenne annuelle. Moussa Illiassou, Zeinabou Alio',
        'Mathématiques',
      ],
      ...['décision rapportée', 'Fait à Niamey, le 12 juillet 2027', 'q1w2e3r4t5y'],
    ])
      expect(text).toContain(words);
    const packed = text.replace(/\s/g, '');
    for (const digest of [
      sampleMinutes.snapshotDigest,
      sampleMinutes.regulation.digest,
      sealOf(sampleMinutes).digest,
    ])
      expect(packed).toContain(digest);
    for (const { code } of sampleMinutes.dossiers) expect(text).toContain(formatCode(code));
    expect(pages.map((page) => /page (\d+) \/ (\d+)/.exec(page)?.slice(1))).toEqual(
      pages.map((_, index) => [String(index + 1), String(pages.length)]),
    );
    const doc = await PDFDocument.load(pdf, { updateMetadata: false });
    const info = doc.context.lookup(doc.context.trailerInfo.Info, PDFDict);
    expect(info.lookup(PDFName.of('PalmaresMinutes'), PDFString).asString()).toBe('aaa.bbb.ccc');
  });

  it('of 4,000 dossiers and 300 decisions name each once, over as many pages as it takes', async () => {
    const [decision] = sampleMinutes.decisions;
    if (!decision) throw new Error('no sample decision');
    const decisions = Array.from({ length: 300 }, () => ({
      ...decision,
      reason: `${decision.reason} `.repeat(4).trim(),
    }));
    const minutes = { ...sampleMinutes, dossiers: sampleDossiers(4000), decisions };
    const pdf = await render(minutes);
    const doc = await PDFDocument.load(pdf);
    expect(doc.getPageCount()).toBeGreaterThan(35);
    expect(doc.getPageCount()).toBeLessThan(90);
    expect(pdf.length).toBeLessThan(1_500_000);
  });

  it('without a decision of the jury say so', async () => {
    const [first = ''] = await textOf(await render({ ...sampleMinutes, decisions: [] }));
    expect(first).toContain('Le jury n’a pris aucune décision particulière');
  });
});
