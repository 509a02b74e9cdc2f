import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { unprintable } from '#app/domain/documents/check-printable.ts';
import { type DocumentModel, documentDraftSchema } from '#app/domain/documents/model.ts';
import type { DocumentAssets } from './assets.ts';
import { openSheet, type Sheet } from './kit/v1/sheet.ts';
import { breakLines, fitText, widthOf } from './kit/v1/write-text.ts';
import { loadDocumentAssets } from './load-assets.server.ts';
import { renderDocument } from './registry.ts';
import { decodeQrs } from './testing/decode-qr.ts';
import { type RasterPage, rasterise } from './testing/rasterise.ts';
import { SAMPLES, sampleTranscript } from './testing/sample-models.ts';

const NAMES = join(process.cwd(), '..', 'shared', 'cases', 'names');
const STYLE = { face: 'bold', size: 12.5, colour: '#000000' } as const;
const LONG = {
  surname:
    'RAZAFINDRANDRIATSIMANIRY-ANDRIANTSIMITOVIAMINANDRIANDEHIBE DIT MAHAMANE-ABDOULKARIM EL HADJ OUSMANE BEN ALMOUSTAPHA',
  givenNames:
    'Marie-Antoinette Mouhamadou-Bachir Ousseïna Zeïnabou Abdoul-Moumouni Fatimatou-Zahra Hadiza Maïmounatou Aïssatou-Laouali',
};

const words = (length: number) =>
  'Établissement Ɗan-Ƙarami '
    .repeat(13)
    .slice(0, length - 1)
    .concat('.');

/** The same model with the longest names, titles and sentences its shape allows. */
function stretch(model: DocumentModel): DocumentModel {
  const name = { fr: words(120), en: words(119) };
  const sentence = { fr: words(300), en: words(299) };
  const office = { ...model.office, country: name, motto: name, ministry: name, name };
  if (model.kind === 'receipt')
    return { ...model, office, subject: sentence, payer: words(200), means: name };
  const candidate = {
    ...model.candidate,
    surname: words(160),
    givenNames: words(160),
    birthPlace: words(160),
    nationality: name,
  };
  const signing = { ...model.signing, place: words(80), title: name, name: words(160) };
  const series = { code: 'ABCDE', name };
  const base = { office, candidate, signing, series, exam: name, sitting: name, school: words(200) };
  switch (model.kind) {
    case 'convocation':
      return { ...model, ...base, instructions: [sentence, sentence, sentence], room: words(60) };
    case 'transcript':
      return {
        ...model,
        ...base,
        jury: words(80),
        decision: name,
        honours: name,
        remarks: [sentence, sentence],
      };
    default:
      return { ...model, ...base, jury: words(80), honours: name };
  }
}

let assets: DocumentAssets;
let sheet: Sheet;
beforeAll(async () => {
  assets = await loadDocumentAssets();
  sheet = await openSheet(sampleTranscript, 'test', assets);
});

const withoutQr = ({ qr, ...draft }: DocumentModel) => draft;

/** Letters alone: where a reader puts spaces and hyphens at line ends is its own affair. */
const squeeze = (text: string) => text.replace(/[^\p{L}]+/gu, '');

/** Dark pixels outside the text's margins, apart from a certificate's border. */
function strayPixels(page: RasterPage, dpi: number, margin: number): number {
  const edge = Math.floor((margin / 25.4) * dpi);
  let stray = 0;
  for (let y = 0; y < page.height; y += 1) {
    for (let x = 0; x < page.width; x += 1) {
      const outside = x < edge || x >= page.width - edge;
      if (outside && (page.rgba[(y * page.width + x) * 4] ?? 0) < 128) stray += 1;
    }
  }
  return stray;
}

describe('fitting a name', () => {
  it('leaves a name that fits alone, shrinks one that nearly fits, wraps one that does not', () => {
    expect(fitText(sheet, 'MAHAMANE', 200, STYLE, 8)).toEqual({ lines: ['MAHAMANE'], style: STYLE });
    const shrunk = fitText(sheet, 'MAHAMANE ABDOULKARIM BEN OUSMANE', 200, STYLE, 8);
    expect(shrunk.lines).toHaveLength(1);
    expect(shrunk.style.size).toBeLessThan(12.5);
    expect(shrunk.style.size).toBeGreaterThanOrEqual(8);
    const wrapped = fitText(sheet, LONG.surname, 200, STYLE, 8);
    expect(wrapped.lines.length).toBeGreaterThan(1);
    expect(wrapped.style.size).toBe(8);
  });

  it.each([
    'A'.repeat(150),
    `${'Ŋ'.repeat(60)}-${'W'.repeat(60)}`,
    LONG.surname,
    'a b'.repeat(50),
    '-'.repeat(90),
  ])('never makes a line too wide nor loses a letter: %.20s…', (name) => {
    for (const width of [40, 90, 200]) {
      const lines = breakLines(sheet, name, width, STYLE);
      for (const line of lines) expect(widthOf(sheet, line, STYLE)).toBeLessThanOrEqual(width);
      expect(lines.join('').replaceAll(' ', '')).toBe(name.replaceAll(' ', ''));
    }
  });

  it.skipIf(!existsSync(NAMES))(
    'fits every name of the public lists (skipped where ../shared/cases is absent)',
    () => {
      const files = [
        'niger_tokens.csv',
        'guinea_surnames.csv',
        'mauritania_name_tokens.csv',
        'comoros_name_tokens.csv',
      ];
      const tokens = files.flatMap((file) =>
        readFileSync(join(NAMES, file), 'utf8')
          .split(/\r?\n/)
          .slice(1)
          .map((line) => line.replace(/,.*$/, '').replaceAll('"', '').trim())
          .filter((token) => token && unprintable(token).length === 0),
      );
      expect(tokens.length).toBeGreaterThan(500);
      for (let at = 0; at + 9 <= tokens.length; at += 9) {
        const name = tokens.slice(at, at + 9).join(' ');
        const fitted = fitText(sheet, name, 190, STYLE, 8);
        for (const line of fitted.lines)
          expect(widthOf(sheet, line, fitted.style)).toBeLessThanOrEqual(190.01);
        expect(squeeze(fitted.lines.join(' '))).toBe(squeeze(name));
      }
    },
  );
});

describe('a page with the longest names', () => {
  const lengthened = (model: DocumentModel): DocumentModel => {
    if (model.kind === 'receipt')
      return { ...model, payer: `${LONG.givenNames} ${LONG.surname}`.slice(0, 200) };
    const candidate = { ...model.candidate, ...LONG, birthPlace: LONG.surname };
    const signing = {
      ...model.signing,
      name: LONG.surname,
      place: 'Saint-Martin-du-Fouta-Toro-sur-le-Fleuve',
    };
    return { ...model, candidate, signing, school: `${LONG.surname}, ${LONG.givenNames}`.slice(0, 200) };
  };

  it.each(SAMPLES.map((model) => [model.kind, lengthened(model)] as const))(
    '%s stays within its margins',
    async (kind, model) => {
      const pages = await rasterise(await renderDocument(model, assets), 200);
      expect(pages.length).toBe(1);
      const [page] = pages;
      if (!page) throw new Error('no page');
      const name = model.kind === 'receipt' ? model.payer : model.candidate.surname;
      expect(squeeze(page.text)).toContain(squeeze(name));
      expect(strayPixels(page, 200, kind === 'passCertificate' ? 10 : 17.5)).toBe(0);
      expect(await decodeQrs(page)).toEqual([`${model.qr.url}${model.qr.digits}`]);
    },
  );

  it('takes as many papers as a model may hold, with the longest names, by setting them tighter', async () => {
    const [group] = sampleTranscript.groups;
    const [paper] = group?.rows ?? [];
    if (!group || !paper) throw new Error('no sample paper');
    const groups = Array.from({ length: 3 }, () => ({
      ...group,
      rows: Array.from({ length: 10 }, () => paper),
    }));
    const full = { ...sampleTranscript, groups };
    for (const model of [full, lengthened(full)]) {
      const pages = await rasterise(await renderDocument(model, assets), 200);
      expect(pages.length).toBe(1);
      expect(pages[0]?.text.match(/11,50/g)).toHaveLength(30);
      expect(pages[0] && (await decodeQrs(pages[0]))).toHaveLength(1);
      expect(documentDraftSchema.safeParse(withoutQr(model)).success).toBe(true);
    }
    const more = { ...full, groups: [...groups, { ...group, rows: [paper] }] };
    expect(documentDraftSchema.safeParse(withoutQr(more)).success).toBe(false);
  });

  it.each(SAMPLES.map((model) => [model.kind, model] as const))(
    '%s holds every text at its longest',
    async (_, model) => {
      const longest = stretch(model);
      expect(documentDraftSchema.safeParse(withoutQr(longest)).error).toBeUndefined();
      const [page] = await rasterise(await renderDocument(longest, assets), 200);
      expect(page && (await decodeQrs(page))).toEqual([`${model.qr.url}${model.qr.digits}`]);
    },
  );
});
