import { createHash } from 'node:crypto';
import fontkit from '@pdf-lib/fontkit';
import { PDFDict, PDFDocument, PDFName, PDFString } from 'pdf-lib';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { PRINTABLE_RANGES } from '#app/domain/documents/check-printable.ts';
import type { DocumentModel } from '#app/domain/documents/model.ts';
import type { DocumentAssets } from './assets.ts';
import { loadDocumentAssets } from './load-assets.server.ts';
import { renderDocument } from './registry.ts';
import { decodeQrs } from './testing/decode-qr.ts';
import { rasterise } from './testing/rasterise.ts';
import { SAMPLES, sampleConvocation, sampleReceipt, sampleTranscript } from './testing/sample-models.ts';

/** What each released template makes of its sample. A difference means documents already issued would change. */
const GOLDEN: Readonly<Record<(typeof SAMPLES)[number]['kind'], string>> = {
  transcript: '153f398346cee1cde23180bbf6266fc2ad47ec75c4859e7927eb9f1342fdd514',
  passCertificate: '11b41732be614f7bf2c65c9b3986cbfc4d4b316479ca9fe0f493c29a70183466',
  convocation: '7b8ebd38a8e7d02b4d1f50d654978259fa085aef79b05b9c0d468e2f59c9dbea',
  receipt: 'c7c787ac9a58978655725579e7f838c3927e8d83a43c620cee7619369b34b37e',
};

let assets: DocumentAssets;
beforeAll(async () => {
  assets = await loadDocumentAssets();
});

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
/** Text with every kind of space made plain: readers differ in what they put between words and lines. */
const plain = (text: string) => text.replace(/[\s\u00a0\u202f]+/g, ' ');

async function informationOf(pdf: Uint8Array): Promise<PDFDict> {
  const doc = await PDFDocument.load(pdf, { updateMetadata: false });
  return doc.context.lookup(doc.context.trailerInfo.Info, PDFDict);
}

describe.each(SAMPLES.map((model) => [model.kind, model] as const))('%s', (kind, model) => {
  it('is the same file each time, from fresh fonts too, and the file it has always been', async () => {
    const [first, second, fresh] = [
      await renderDocument(model, assets),
      await renderDocument(structuredClone(model), assets),
      await renderDocument(model, await loadDocumentAssets()),
    ];
    expect(sha256(second)).toBe(sha256(first));
    expect(sha256(fresh)).toBe(sha256(first));
    expect(sha256(first)).toBe(GOLDEN[kind]);
  });

  it('is one small A4 page whose QR, read from a 200 dpi raster, is exactly the address and the digits', async () => {
    const pdf = await renderDocument(model, assets);
    expect(pdf.length).toBeLessThan(45_000);
    const pages = await rasterise(pdf, 200);
    expect(pages.length).toBe(1);
    expect((await PDFDocument.load(pdf)).getPage(0).getSize()).toEqual({ width: 595.28, height: 841.89 });
    const [page] = pages;
    expect(page && (await decodeQrs(page))).toEqual([`${model.qr.url}${model.qr.digits}`]);
  });

  it('says the official host, the number and the typed code in text that can be extracted', async () => {
    const [page] = await rasterise(await renderDocument(model, assets), 50);
    const text = plain(page?.text ?? '');
    for (const words of [
      model.number,
      model.verification.host,
      model.verification.typedCode,
      model.office.name.fr,
    ]) {
      expect(text).toContain(plain(words));
    }
  });

  it('tells its address, its title and its office in the file itself', async () => {
    const pdf = await renderDocument(model, assets);
    const information = await informationOf(pdf);
    expect(information.lookup(PDFName.of('PalmaresQR'), PDFString).asString()).toBe(
      `${model.qr.url}${model.qr.digits}`,
    );
    const doc = await PDFDocument.load(pdf, { updateMetadata: false });
    expect(doc.getTitle()).toContain(model.number);
    expect(doc.getAuthor()).toBe(model.office.name.fr);
    expect(doc.getCreationDate()?.toISOString()).toBe(`${model.issuedOn}T00:00:00.000Z`);
    expect(doc.catalog.lookup(PDFName.of('Lang'), PDFString).asString()).toBe('fr');
  });

  it('leaves 10 mm of white on every side', async () => {
    const [page] = await rasterise(await renderDocument(model, assets), 100);
    if (!page) throw new Error('no page');
    const margin = Math.floor((10 / 25.4) * 100);
    let marks = 0;
    for (let y = 0; y < page.height; y += 1) {
      for (let x = 0; x < page.width; x += 1) {
        const inside = x >= margin && y >= margin && x < page.width - margin && y < page.height - margin;
        if (!inside && (page.rgba[(y * page.width + x) * 4] ?? 0) < 250) marks += 1;
      }
    }
    expect(marks).toBe(0);
  });

  it('is in French alone when the model says so', async () => {
    const french: DocumentModel = { ...model, languages: ['fr'] };
    const [page] = await rasterise(await renderDocument(french, assets), 50);
    expect(page?.text).toContain('Vérification');
    expect(page?.text).not.toMatch(/Verification code|Republic of Demonstration/);
  });
});

describe('the words of each document', () => {
  const textOf = async (model: DocumentModel) =>
    plain((await rasterise(await renderDocument(model, assets), 50))[0]?.text ?? '');

  it('transcript: candidate, marks, coefficients, points, decision, honours, average', async () => {
    const text = await textOf(sampleTranscript);
    for (const words of [
      'ISSOUFOU ƊAN-ƁAASO',
      'Aïchatou Ƙaramatou',
      '1er mai 2008',
      'N’Guigmi',
      '014-2237',
      'Jury 014, Zinder',
    ])
      expect(text).toContain(words);
    expect(text).toContain('Mathématiques Mathematics 14,50 4 58,00');
    expect(text).toMatch(/Éducation physique et sportive Physical education dispense excused 1 –/);
    expect(text).toMatch(/Total 22 300,00/);
    expect(text).toContain('13,63 / 20');
    expect(text).toContain('Fait à Niamey, le 23 novembre 2026');
    expect(text.indexOf('Admise')).toBeLessThan(text.indexOf('verif.example.test'));
  });

  it('pass certificate: agrees with the holder, and prints a bare year of birth', async () => {
    const [, certificate] = SAMPLES;
    expect(await textOf(certificate)).toContain('née le 1er mai 2008 à N’Guigmi, de nationalité nigérienne');
    const candidate = { ...certificate.candidate, sex: 'M' as const, birthDate: '2007' };
    const text = await textOf({ ...certificate, candidate });
    expect(text).toContain('né en 2007 à N’Guigmi');
    expect(text).toContain('a été déclaré admis à');
  });

  it('receipt: lines and total in francs', async () => {
    expect(await textOf(sampleReceipt)).toMatch(/Total payé Total paid 6 000 F CFA/);
  });

  it('a second edition says that it is one', async () => {
    expect(await textOf({ ...sampleTranscript, edition: 2 })).toContain('RN-2026-0014223 · édition 2');
    expect(await textOf(sampleTranscript)).not.toContain('édition');
  });
});

describe('a photo', () => {
  it('is embedded whole and changes nothing else from one rendering to the next', async () => {
    const photo = await sharp({ create: { width: 210, height: 270, channels: 3, background: '#804020' } })
      .jpeg()
      .toBuffer();
    const model = { ...sampleConvocation, photoKey: 'photos/1' };
    const images = { 'photos/1': new Uint8Array(photo) };
    const [first, second] = [
      await renderDocument(model, { ...assets, images }),
      await renderDocument(model, { ...assets, images }),
    ];
    expect(sha256(first)).toBe(sha256(second));
    const [page] = await rasterise(first, 72);
    if (!page) throw new Error('no page');
    const [x, y] = [505, 270];
    const pixel = [...page.rgba.subarray((y * page.width + x) * 4, (y * page.width + x) * 4 + 3)];
    expect(pixel.map((channel, index) => Math.abs(channel - ([0x80, 0x40, 0x20][index] ?? 0)) < 12)).toEqual([
      true,
      true,
      true,
    ]);
  });

  it('that the model names and nobody gives is a bug', async () => {
    await expect(renderDocument({ ...sampleConvocation, photoKey: 'gone' }, assets)).rejects.toThrow(
      RangeError,
    );
  });
});

describe('fonts', () => {
  it.each(['regular', 'bold', 'italic'] as const)('%s holds the whole printable repertoire', (face) => {
    const font = fontkit.create(assets.fonts[face]);
    const missing: string[] = [];
    for (const [first, last] of PRINTABLE_RANGES) {
      for (let code = first; code <= last; code += 1) {
        if (!font.hasGlyphForCodePoint(code)) missing.push(code.toString(16));
      }
    }
    expect(missing).toEqual([]);
  });

  it('have figures of one width, so that columns of marks align', () => {
    for (const bytes of Object.values(assets.fonts)) {
      const font = fontkit.create(bytes);
      const widths = new Set(
        [...'0123456789'].map((digit) => font.glyphForCodePoint(digit.charCodeAt(0)).advanceWidth),
      );
      expect(widths.size).toBe(1);
    }
  });

  it('never draw a box: a character they lack stops the rendering', async () => {
    const candidate = { ...sampleTranscript.candidate, surname: '漢字' };
    await expect(renderDocument({ ...sampleTranscript, candidate }, assets)).rejects.toThrow(
      /candidate\.surname/,
    );
  });
});
