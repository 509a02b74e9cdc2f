import { beforeAll, describe, expect, it } from 'vitest';
import { formatCode, makeCode } from '#app/domain/anonymity/code.ts';
import type { BundleSlip, LabelBook, LabelPage } from '#app/domain/anonymity/label-sheet.ts';
import { HOUSE_COLOURS } from '#app/domain/documents/model.ts';
import type { DocumentAssets } from '../../assets.ts';
import { renderBundleSlipV1 } from '../../bundle-slip/v1/render.ts';
import { loadDocumentAssets } from '../../load-assets.server.ts';
import { decodeQrs } from '../../testing/decode-qr.ts';
import { rasterise } from '../../testing/rasterise.ts';
import { renderScriptLabelsV1 } from './render.ts';

let assets: DocumentAssets;
beforeAll(async () => {
  assets = await loadDocumentAssets();
});

const office = {
  country: { fr: 'République de Démonstration', en: 'Republic of Demonstration' },
  ministry: { fr: 'Ministère de l’Éducation nationale', en: 'Ministry of National Education' },
  name: { fr: 'Office du Baccalauréat', en: 'Baccalaureate Office' },
  colours: HOUSE_COLOURS,
};
const book: LabelBook = {
  office,
  title: 'Étiquettes',
  sitting: { fr: 'Baccalauréat 2027' },
  paper: { fr: 'Mathématiques' },
  printedOn: '2027-06-20',
};
const codes = Array.from({ length: 60 }, (_, i) => makeCode(1_234_567 + i * 54_321));
const page = (from: number, count: number, room = 'Salle 3'): LabelPage => ({
  centre: '0104 · Lycée Kassaï',
  room,
  labels: codes.slice(from, from + count).map((code, i) => ({
    ...{ code, tableNumber: String(10_201 + from + i), bundle: 4, position: i + 1 },
  })),
});
const plain = (text: string) => text.replace(/[\s\u00a0\u202f]+/g, ' ').replaceAll('\uFFFE', '-');

describe('labels', () => {
  it('carry a code that a desk reader reads, beside the stub of its table', async () => {
    const pdf = await renderScriptLabelsV1(book, [page(0, 16), page(16, 3, 'Salle 4')], assets);
    const [first, second, ...more] = await rasterise(pdf, 200);
    expect(more).toEqual([]);
    const text = plain(first?.text ?? '');
    for (const { code, tableNumber } of page(0, 16).labels) {
      expect(text).toContain(formatCode(code));
      expect(text).toContain(tableNumber);
    }
    expect(text).toContain('0104 · Lycée Kassaï · Salle 3');
    const read = first ? await decodeQrs(first) : [];
    expect([...read].sort()).toEqual([...codes.slice(0, 16)].sort());
    expect(plain(second?.text ?? '')).toContain('Salle 4');
  });
  it('are the same file each time, and never more than a sheet holds', async () => {
    const once = await renderScriptLabelsV1(book, [page(0, 5)], assets);
    expect(await renderScriptLabelsV1(book, [page(0, 5)], assets)).toEqual(once);
    await expect(renderScriptLabelsV1(book, [page(0, 17)], assets)).rejects.toThrow(RangeError);
  });
  it('hold long names of rooms, centres and papers', async () => {
    const long = {
      ...page(0, 2, 'Amphithéâtre Boubou-Hama, bâtiment annexe'),
      centre: `0104 · ${'Complexe scolaire de la Miséricorde '.repeat(3)}`,
      labels: page(0, 2).labels.map((label) => ({ ...label, tableNumber: '2027-104-000123' })),
    };
    const name = { fr: 'Histoire, géographie et éducation civique et morale' };
    const pdf = await renderScriptLabelsV1({ ...book, paper: name }, [long], assets);
    expect(plain((await rasterise(pdf, 60))[0]?.text ?? '')).toContain(formatCode(codes[0] ?? ''));
  });
});

describe('a bundle slip', () => {
  const slip: BundleSlip = { ...book, title: 'Bordereau', number: 4, round: 1, codes: codes.slice(0, 50) };

  it('says paper, bundle and codes in order, where to sign, and no table number', async () => {
    const [only, ...more] = await rasterise(await renderBundleSlipV1(slip, assets), 60);
    expect(more).toEqual([]);
    const text = plain(only?.text ?? '');
    for (const words of ['Mathématiques', 'Lot 4', '50 copies', 'Remis à', 'Rendu par', 'Copies comptées'])
      expect(text).toContain(words);
    const places = slip.codes.map((code) => text.indexOf(formatCode(code)));
    expect(places.every((at) => at >= 0)).toBe(true);
    expect(text).not.toMatch(/table/i);
  });
  it('goes on another page when the packet is thick', async () => {
    const thick = Array.from({ length: 150 }, (_, i) => makeCode(9_876 + i * 1_111));
    const pages = await rasterise(await renderBundleSlipV1({ ...slip, codes: thick }, assets), 40);
    expect(pages).toHaveLength(3);
    const text = plain(pages.map((one) => one.text).join(' '));
    expect(thick.every((code) => text.includes(formatCode(code)))).toBe(true);
    expect(text.match(/Remis à/g)).toHaveLength(1);
  });
});
