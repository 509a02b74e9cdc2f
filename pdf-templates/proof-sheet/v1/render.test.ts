import { PDFDocument } from 'pdf-lib';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { HOUSE_COLOURS } from '#app/domain/documents/model.ts';
import type { ProofBook, ProofSheet } from '#app/domain/documents/proof-sheet.ts';
import type { DocumentAssets } from '../../assets.ts';
import { loadDocumentAssets } from '../../load-assets.server.ts';
import { rasterise } from '../../testing/rasterise.ts';
import { renderProofSheetsV1 } from './render.ts';

let assets: DocumentAssets;
let photo: Uint8Array;
beforeAll(async () => {
  assets = await loadDocumentAssets();
  photo = await sharp({ create: { width: 300, height: 400, channels: 3, background: '#678' } })
    .jpeg()
    .toBuffer();
});

const book: ProofBook = {
  office: {
    country: { fr: 'République du Niger', en: 'Republic of Niger' },
    motto: { fr: 'Fraternité – Travail – Progrès' },
    ministry: { fr: 'Ministère de l’Éducation nationale', en: 'Ministry of National Education' },
    name: { fr: 'Office du Baccalauréat', en: 'Baccalaureate Office' },
    colours: HOUSE_COLOURS,
  },
  title: 'Fiches d’inscription',
  host: 'examens.example',
  printedOn: '2027-02-01',
  total: 2,
};
const full: ProofSheet = {
  exam: { fr: 'Baccalauréat', en: 'Baccalaureate' },
  sitting: { fr: 'Baccalauréat 2027', en: 'Baccalaureate 2027' },
  series: {
    code: 'D',
    name: { fr: 'Mathématiques et sciences de la nature', en: 'Mathematics and sciences' },
  },
  number: 'BAC-2027-000123',
  surname: 'Maïga',
  givenNames: 'Aïssatou Hadiza',
  sex: 'F',
  birthDate: '2008-11-23',
  birthPlace: 'Tillabéri',
  nationality: { fr: 'nigérienne', en: 'Nigerien' },
  nationalId: '1234 5678',
  school: 'Lycée Kassaï, Niamey',
  region: 'Niamey',
  options: [{ fr: 'Dessin', en: 'Drawing' }],
  fit: true,
  diploma: 'BEPC · 2023',
  attempt: 1,
  reference: '7K3M-2Q9P',
  accessCode: '4F7H-92KD-X3PA',
  acceptedOn: '2027-01-30',
};
const bare: ProofSheet = { exam: full.exam, sitting: full.sitting, options: [] };
const plain = (text: string) => text.replace(/[\s\u00a0\u202f]+/g, ' ');

describe('proof sheets', () => {
  it('say every detail, on a page each, numbered, and are the same file each time', async () => {
    const sheets = [{ ...full, photo }, bare];
    const pdf = await renderProofSheetsV1(book, sheets, assets);
    expect(await renderProofSheetsV1(book, sheets, await loadDocumentAssets())).toEqual(pdf);
    const [first, second, ...more] = await rasterise(pdf, 50);
    expect(more).toEqual([]);
    const text = plain(first?.text ?? '');
    for (const words of [
      ...['Maïga', 'Aïssatou Hadiza', '23 novembre 2008', 'Tillabéri', 'nigérienne', '1234 5678', 'Féminin'],
      ...['Lycée Kassaï, Niamey', 'Dessin', 'BEPC · 2023', 'BAC-2027-000123', '7K3M-2Q9P', '4F7H-92KD-X3PA'],
      ...[
        'examens.example/reprendre',
        'Signature du candidat',
        'Proof sheet',
        'Candidate no.',
        '30 janvier 2027',
      ],
    ])
      expect(text).toContain(words);
    expect(text).toContain('1 / 2');
    expect(plain(second?.text ?? '')).toContain('À compléter');
    expect(plain(second?.text ?? '')).not.toContain('À remettre au candidat');
  });

  it('hold the longest names whole, and stay on their page', async () => {
    const long = {
      ...full,
      surname: 'Randriamampionona-Andriantsimitoviaminandriandehibe '.repeat(2).trim(),
      givenNames: `${'Abdoulkarim '.repeat(8)}Ƴarʼadua`.slice(0, 100),
      birthPlace: 'Taumatawhakatangihangakoauauotamateaturipukakapikimaungahoronuku',
      school: `Complexe scolaire ${'Saint-Augustin-de-la-Miséricorde '.repeat(5)}`,
      options: Array.from({ length: 8 }, (_, at) => ({ fr: `Épreuve facultative n° ${at}` })),
    };
    const pdf = await renderProofSheetsV1({ ...book, total: 1 }, [long], assets);
    const [page, ...more] = await rasterise(pdf, 50);
    expect(more).toEqual([]);
    // PDFium reads a hyphen at the end of a line as a mark of its own.
    const text = (page?.text ?? '').replace(/\s/g, '').replaceAll('\uFFFE', '-');
    for (const words of [long.surname, long.givenNames, long.birthPlace])
      expect(text).toContain(words.replace(/\s/g, ''));
  });

  it('of a whole school are one file, whose fonts are in it once', async () => {
    const many = Array.from({ length: 120 }, (_, at) => ({ ...full, number: `BAC-2027-${at}` }));
    const pdf = await renderProofSheetsV1({ ...book, total: 120 }, many, assets);
    expect((await PDFDocument.load(pdf)).getPageCount()).toBe(120);
    expect(pdf.length).toBeLessThan(900_000);
  });
});
