import { describe, expect, it } from 'vitest';
import type { AttendanceBook, CentreList } from '#app/domain/documents/centre-lists.ts';
import { renderCentreListV1 } from '../../centre-list/v1/render.ts';
import { loadDocumentAssets } from '../../load-assets.server.ts';
import { type RasterPage, rasterise } from '../../testing/rasterise.ts';
import { sampleTranscript } from '../../testing/sample-models.ts';
import { renderAttendanceSheetsV1 } from './render.ts';

const LONG =
  'RAZAFINDRANDRIATSIMANIRY-ANDRIANTSIMITOVIAMINANDRIANDEHIBE Marie-Antoinette Mouhamadou-Bachir Ousseïna Zeïnabou Abdoul-Moumouni';

const rowsOf = (count: number) =>
  Array.from({ length: count }, (_, at) => ({
    seat: at + 1,
    tableNumber: `014-${String(at + 1).padStart(4, '0')}`,
    name: at % 9 === 4 ? LONG : 'ISSOUFOU ƊAN-ƁAASO Aïchatou Ƙaramatou',
    series: 'D',
    birthDate: '1er mai 2008',
    school: at % 7 === 3 ? LONG : 'Lycée Kassaï de Zinder',
  }));

const about = {
  office: sampleTranscript.office,
  exam: { fr: 'Baccalauréat', en: 'Baccalaureate' },
  sitting: { fr: 'Session de juin 2027', en: 'June 2027 sitting' },
  centre: 'Lycée Amadou Kourandaga',
  host: 'examens.example.ne',
  printedOn: '2027-06-01',
};

const sheetOf = (room: string, count: number): AttendanceBook['sheets'][number] => ({
  room,
  paper: { fr: 'Mathématiques', en: 'Mathematics' },
  when: 'mardi 8 juin 2027, 8 h 00 – 12 h 00',
  rows: rowsOf(count).map(({ birthDate, school, ...row }) => row),
});
const bookOf = (...counts: number[]): AttendanceBook => ({
  ...about,
  title: 'Feuilles d’émargement · Lycée Amadou Kourandaga',
  sheets: counts.map((count, at) => sheetOf(`Salle ${at + 1}`, count)),
});
const listOf = (...counts: number[]): CentreList => ({
  ...about,
  title: 'Liste des candidats · Lycée Amadou Kourandaga',
  rooms: counts.map((count, at) => ({ room: `Salle ${at + 1}`, rows: rowsOf(count) })),
  series: [{ code: 'D', name: { fr: 'Sciences', en: 'Science' }, count: counts.reduce((a, b) => a + b, 0) }],
});

const plain = (text: string) => text.replace(/[\s\u00a0\u202f]+/g, ' ');

/** Dark pixels in the outer `margin` millimetres of the left and right. */
function strayPixels(page: RasterPage, dpi: number, margin: number): number {
  const edge = Math.floor((margin / 25.4) * dpi);
  let stray = 0;
  for (let y = 0; y < page.height; y += 1)
    for (let x = 0; x < page.width; x += 1)
      if ((x < edge || x >= page.width - edge) && (page.rgba[(y * page.width + x) * 4] ?? 0) < 128)
        stray += 1;
  return stray;
}

describe('attendance sheets', () => {
  it('have every candidate once, and the counts and invigilators on the last page of each room', async () => {
    const assets = await loadDocumentAssets();
    const pdf = await renderAttendanceSheetsV1(bookOf(12, 60), assets);
    expect(await renderAttendanceSheetsV1(bookOf(12, 60), assets)).toEqual(pdf);
    const pages = await rasterise(pdf, 100);
    const texts = pages.map(({ text }) => plain(text));
    expect(texts.filter((text) => text.includes('Premier surveillant'))).toHaveLength(2);
    expect(texts[0]).toContain('Premier surveillant');
    expect(
      texts
        .slice(1)
        .join(' ')
        .match(/014-\d{4}/g),
    ).toHaveLength(60);
    expect(texts.at(-1)).toMatch(new RegExp(`${pages.length - 1} / ${pages.length - 1}`));
    for (const page of pages) expect(strayPixels(page, 100, 17)).toBe(0);
  });

  it.each([1, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26])('end for a room of %i', async (count) => {
    const pages = await rasterise(
      await renderAttendanceSheetsV1(bookOf(count), await loadDocumentAssets()),
      30,
    );
    expect(pages.length).toBeLessThan(4);
    const codes = pages.flatMap(({ text }) => text.match(/014-\d{4}/g) ?? []);
    expect(new Set(codes).size).toBe(count);
    expect(codes).toHaveLength(count);
  });
});

describe('the list of a centre', () => {
  it('has every candidate once by room, how many of each series, and stays within its margins', async () => {
    const assets = await loadDocumentAssets();
    const pdf = await renderCentreListV1(listOf(40, 33, 1), assets);
    expect(await renderCentreListV1(listOf(40, 33, 1), assets)).toEqual(pdf);
    const pages = await rasterise(pdf, 100);
    const text = plain(pages.map((page) => page.text).join(' '));
    expect(text.match(/014-\d{4}/g)).toHaveLength(74);
    expect(text).toContain('Salle 1 · 40 candidats');
    expect(text).toContain('Salle 3 · 1 candidat');
    expect(text).toMatch(/Ensemble Total 74/);
    expect(text).toContain(`page ${pages.length} / ${pages.length}`);
    for (const page of pages) expect(strayPixels(page, 100, 17)).toBe(0);
  });
});
