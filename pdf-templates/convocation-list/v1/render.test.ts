import { PDFDocument } from 'pdf-lib';
import { describe, expect, it } from 'vitest';
import type { ConvocationList } from '#app/domain/documents/convocation-list.ts';
import { loadDocumentAssets } from '#pdf/load-assets.server.ts';
import { sampleTranscript } from '#pdf/testing/sample-models.ts';
import { renderConvocationListV1 } from './render.ts';

const listOf = (candidates: number): ConvocationList => ({
  office: sampleTranscript.office,
  exam: { fr: 'Baccalauréat', en: 'Baccalaureate' },
  sitting: { fr: 'Session de juin 2027', en: 'June 2027 sitting' },
  round: { fr: 'Second groupe', en: 'Second group' },
  centre: 'Lycée Issa Béri',
  host: 'examens.example.ne',
  printedOn: '2027-07-05',
  rows: Array.from({ length: candidates }, (_, i) => ({
    tableNumber: String(i + 1).padStart(5, '0'),
    name: 'Maïga Aïchatou Ramatou',
    series: 'D',
    papers: [{ name: 'Mathématiques (oral)', when: '6 juillet 2027, 08:00' }, { name: 'SVT (oral)' }],
  })),
});

describe('a convocation list', () => {
  it('takes as many pages as its candidates need, and gives the same bytes twice', async () => {
    const assets = await loadDocumentAssets();
    const one = await renderConvocationListV1(listOf(3), assets);
    expect((await PDFDocument.load(one)).getPageCount()).toBe(1);
    expect(await renderConvocationListV1(listOf(3), assets)).toEqual(one);
    const long = await PDFDocument.load(await renderConvocationListV1(listOf(120), assets));
    expect(long.getPageCount()).toBeGreaterThan(2);
    expect(long.getPageCount()).toBeLessThan(10);
  });
});
