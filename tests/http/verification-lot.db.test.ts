import { gzipSync } from 'node:zlib';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makeTypedCode } from '#app/domain/verification/typed-code.ts';
import { documentCheckCount } from '#db/schema/verification.ts';
import { createIssuedDocuments } from '#tests/factories/documents.ts';
import { useDatabase } from '#tests/setup/database.ts';
import { type TestContext, testContext } from '#tests/setup/test-context.ts';
import { useVerificationSite } from './verification-site.ts';

const database = useDatabase();
let ctx: TestContext;
let documents: Awaited<ReturnType<typeof createIssuedDocuments>>['documents'];

beforeAll(async () => {
  ctx = testContext(database);
  ({ documents } = await createIssuedDocuments(ctx, { candidates: 2 }));
});
const site = useVerificationSite({ context: () => ctx });
beforeEach(() => site.changeAddress());

const LINES = () => documents.map(({ number, typedCode }) => `${number};${typedCode}`);
const UNKNOWN = `RN-2027-BAC-900001;${makeTypedCode('RN-2027-BAC-900001', 3n)}`;

/** The file that the answer's link carries. */
function fileOf(html: string): string {
  const link = /href="data:text\/csv;charset=utf-8,([^"]*)"/.exec(html)?.[1] ?? '';
  return decodeURIComponent(link).replaceAll('&#x27;', "'");
}

describe('a list of documents', () => {
  it('is asked for on a light page with no script', async () => {
    const answer = await site.ask('/verify/lot');
    const html = await answer.text();
    expect(answer.status).toBe(200);
    expect(html).not.toContain('<script');
    expect(html).toMatch(/enctype="multipart\/form-data"/i);
    expect(gzipSync(html).length).toBeLessThan(4 * 1024);
  });

  it('pasted or sent as a file is answered row by row, and the answers come as a file too', async () => {
    const text = ['Numéro;Code', ...LINES(), UNKNOWN, 'RN-1;'].join('\n');
    const file = new File([`\ufeff${text}`], 'liste.csv', { type: 'text/csv' });
    const ways: Record<string, string | Blob>[] = [
      { pasted: text },
      { file },
      { pasted: text.replaceAll(';', '\t') },
    ];
    for (const fields of ways) {
      const answer = await site.post('/verify/lot', fields);
      const html = await answer.text();
      expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'no-store']);
      expect(html.match(/Valable/g)?.length).toBeGreaterThanOrEqual(documents.length);
      for (const words of ['Pas reconnu', 'Il manque le numéro', 'Aïssatou', '4 valables sur 6 lignes'])
        expect(html).toContain(words);
      expect(html).not.toContain('13,50');
      const csv = fileOf(html).split('\r\n');
      expect(csv[0]).toBe(
        '\ufeffLigne;Demandé;Réponse;Nom;Document;Examen;Série;Année;Mention;Numéro;Édition;Délivré par',
      );
      expect(csv).toHaveLength(8);
      expect(csv[1]).toContain(`2;${documents[0]?.number};Valable;`);
    }
  });

  it('is read from a workbook', async () => {
    const rows = LINES().map((line) => line.split(';'));
    const pieces: Uint8Array[] = [];
    for await (const piece of ctx.adapters.spreadsheets.write('xlsx', ['number', 'code'], rows))
      pieces.push(piece);
    const file = new File([Uint8Array.from(Buffer.concat(pieces))], 'list.xlsx');
    expect(await (await site.post('/verify/lot', { file })).text()).toContain('4 valables sur 4 lignes');
  });

  it('cannot put a formula into the answers', async () => {
    const html = await (
      await site.post('/verify/lot', { pasted: 'number;code\n=HYPERLINK("http://x");+1' })
    ).text();
    expect(fileOf(html)).not.toMatch(/(^|;)"?[=+@]/m);
    expect(html).not.toContain('href="http://x');
  });

  it('that cannot be read says why beside its field, and keeps what was pasted', async () => {
    const many = ['number;code', ...Array<string>(501).fill('RN-1;AAAA')].join('\n');
    for (const [fields, words] of [
      [{ pasted: '' }, 'Choisissez un fichier, ou collez votre liste'],
      [{ pasted: many }, 'au plus 500'],
      [{ file: new File(['%PDF-1.7'], 'a.csv') }, 'summary-of-errors'],
      [{ file: new File([new Uint8Array(2 * 1024 * 1024 + 1)], 'a.csv') }, 'summary-of-errors'],
    ] as const) {
      const answer = await site.post('/verify/lot', fields);
      const html = await answer.text();
      expect([answer.status, html.includes(words)]).toEqual([422, true]);
    }
    const kept = await (await site.post('/verify/lot', { pasted: 'number;code' })).text();
    expect(kept).toContain('number;code</textarea>');
  });

  it('counts each document for its holder, and nothing of the list', async () => {
    await expect
      .poll(async () => (await database.db.select().from(documentCheckCount)).length)
      .toBe(documents.length);
  });
});
