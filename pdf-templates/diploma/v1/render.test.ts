import { createHash } from 'node:crypto';
import { PDFDict, PDFDocument, PDFName, PDFString } from 'pdf-lib';
import { beforeAll, describe, expect, it } from 'vitest';
import { type DiplomaModel, documentDraftSchema } from '#app/domain/documents/model.ts';
import { SPECIMEN_IMAGES, SPECIMENS } from '#app/domain/documents/specimens.ts';
import type { DocumentAssets } from '../../assets.ts';
import { loadDocumentAssets } from '../../load-assets.server.ts';
import { markSpecimen } from '../../mark-specimen.ts';
import { renderDocument } from '../../registry.ts';
import { decodeQrs } from '../../testing/decode-qr.ts';
import { type RasterPage, rasterise } from '../../testing/rasterise.ts';

const specimen = SPECIMENS.diploma;
if (specimen.kind !== 'diploma') throw new Error('no diploma among the specimens');
const model: DiplomaModel = specimen;
const LONG =
  'RAZAFINDRANDRIATSIMANIRY-ANDRIANTSIMITOVIAMINANDRIANDEHIBE DIT MAHAMANE-ABDOULKARIM EL HADJ OUSMANE BEN ALMOUSTAPHA';

let assets: DocumentAssets;
beforeAll(async () => {
  assets = { ...(await loadDocumentAssets()), images: SPECIMEN_IMAGES };
});

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const plain = (text: string) => text.replace(/[\s\u00a0\u202f]+/g, ' ');
const squeeze = (text: string) => text.replace(/[^\p{L}]+/gu, '');

async function pageOf(diploma: DiplomaModel, dpi: number): Promise<RasterPage> {
  const pages = await rasterise(await renderDocument(diploma, assets), dpi);
  expect(pages).toHaveLength(1);
  const [page] = pages;
  if (!page) throw new Error('no page');
  return page;
}

/** Dark pixels within `margin` millimetres of an edge. */
function strayPixels(page: RasterPage, dpi: number, margin: number): number {
  const edge = Math.floor((margin / 25.4) * dpi);
  let stray = 0;
  for (let y = 0; y < page.height; y += 1)
    for (let x = 0; x < page.width; x += 1) {
      const inside = x >= edge && y >= edge && x < page.width - edge && y < page.height - edge;
      if (!inside && (page.rgba[(y * page.width + x) * 4] ?? 0) < 250) stray += 1;
    }
  return stray;
}

const longest: DiplomaModel = {
  ...model,
  candidate: { ...model.candidate, surname: LONG, givenNames: LONG, birthPlace: LONG },
  preamble: Array.from({ length: 5 }, () => ({ fr: `Vu la loi ${LONG} ${LONG} ;`.slice(0, 240) })),
  conferring: { fr: `${LONG} ${LONG}`, en: `${LONG} ${LONG}`.slice(0, 299) },
  rights: { fr: `${LONG} ${LONG}` },
  notes: [{ fr: `${LONG} ${LONG}`.slice(0, 240) }, { fr: LONG }, { fr: LONG }],
  title: { fr: `Diplôme du ${LONG}`.slice(0, 120), en: LONG },
  signing: { ...model.signing, name: LONG, title: { fr: LONG } },
  cosigner: { name: LONG, title: { fr: LONG, en: LONG } },
};

describe('a diploma', () => {
  it('is the same file each time, from fresh fonts too, and says its title and language', async () => {
    const first = await renderDocument(model, assets);
    const fresh = { ...(await loadDocumentAssets()), images: SPECIMEN_IMAGES };
    expect(sha256(await renderDocument(structuredClone(model), assets))).toBe(sha256(first));
    expect(sha256(await renderDocument(model, fresh))).toBe(sha256(first));
    const doc = await PDFDocument.load(first, { updateMetadata: false });
    expect(doc.getTitle()).toBe('Diplôme · DI-2026-SPECIMEN');
    expect(doc.catalog.lookup(PDFName.of('Lang'), PDFString).asString()).toBe('fr');
    const information = doc.context.lookup(doc.context.trailerInfo.Info, PDFDict);
    expect(information.lookup(PDFName.of('PalmaresQR'), PDFString).asString()).toBe(
      `${model.qr.url}${model.qr.digits}`,
    );
  });

  it('lies on one A4 sheet with 10 mm of white, and its QR is read from a 200 dpi raster', async () => {
    const page = await pageOf(model, 200);
    expect(page.width).toBeGreaterThan(page.height);
    expect(strayPixels(page, 200, 10)).toBe(0);
    expect(await decodeQrs(page)).toEqual([`${model.qr.url}${model.qr.digits}`]);
  });

  it('says who, what, with which honours, and how to check it, in text that can be extracted', async () => {
    const text = plain((await pageOf(model, 50)).text);
    for (const words of [
      'DIPLÔME DU BACCALAURÉAT',
      'Aïssa Ƙarama SPÉCIMEN ƊAN-ŊAYYA',
      'née le 29 février 2008 à Ville-du-Fleuve',
      'avec la mention Assez bien',
      'Le ministre',
      'Le directeur de l’Office',
      'DI-2026-SPECIMEN · édition 2',
      'specimen.example',
      'SPEC-1MEN-000',
      'Il n’est délivré qu’un seul exemplaire.',
    ])
      expect(text).toContain(words);
  });

  it('holds the longest names and wordings inside its border, with nothing lost', async () => {
    const { qr, ...draft } = longest;
    expect(documentDraftSchema.safeParse(draft).error).toBeUndefined();
    const page = await pageOf(longest, 200);
    expect(strayPixels(page, 200, 10)).toBe(0);
    expect(squeeze(page.text)).toContain(squeeze(LONG));
    expect(await decodeQrs(page)).toEqual([`${qr.url}${qr.digits}`]);
  });

  it('prints the Arabic an office gives', async () => {
    const title = { ...model.title, ar: 'شهادة البكالوريا' };
    const page = await pageOf({ ...model, title }, 50);
    expect(page.text.normalize('NFKC')).toMatch(/[\u0600-\u06ff]/);
  });

  it('needs the arms that its model names', async () => {
    const { images: _, ...bare } = assets;
    await expect(renderDocument(model, bare)).rejects.toThrow(RangeError);
  });

  it('is barred with SPÉCIMEN when it is one', async () => {
    const marked = await markSpecimen(await renderDocument(model, assets));
    const [page] = await rasterise(marked, 50);
    expect(page?.text).toContain('SPÉCIMEN');
    expect(sha256(await markSpecimen(await renderDocument(model, assets)))).toBe(sha256(marked));
  });
});
