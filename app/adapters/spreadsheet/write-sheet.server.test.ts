import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SHEET_LIMITS } from '#app/domain/shared/sheet-limits.ts';
import { bytesOf, rowsOf } from '#tests/factories/sheets.ts';
import { fileSpreadsheets } from './file-spreadsheets.server.ts';
import type { SheetFormat } from './port.ts';

type Table = { readonly header: readonly string[]; readonly rows: readonly (readonly string[])[] };

async function reopened(format: SheetFormat, { header, rows }: Table, bytes?: Uint8Array): Promise<Table> {
  const written = bytes ?? (await bytesOf(fileSpreadsheets.write(format, header, rows)));
  const verdict = await fileSpreadsheets.open(written, `liste.${format}`);
  if (!verdict.ok) throw new Error(verdict.reason);
  return { header: verdict.value.header, rows: (await rowsOf(verdict.value)).map(({ cells }) => cells) };
}

const FORMATS = ['csv', 'xlsx'] as const;
const HARD: Table = {
  header: ['Nom', 'Prénom;s', 'Téléphone'],
  rows: [
    ['N’Diaye', 'Ƴarʼadua Ɓaaba', '+227 90 12 34 56'],
    ["M'Barik", 'dit "le Grand"; Ould', '=1+1'],
    ['Ɗanladi', 'محمد', '-'],
    ['  espaces  ', 'deux\nlignes', "'=déjà marqué"],
    ['_x0041_', '<b>&amp;</b>', '007'],
    ['a\tb', '𝒜', ''],
    ['valueOf', '__proto__', 'constructor'],
  ],
};

test.each(FORMATS)('what is written as %s is read back unchanged', async (format) => {
  expect(await reopened(format, HARD)).toEqual(HARD);
});

test('whatever a cell holds comes back', async () => {
  const cell = fc
    .string({ unit: 'grapheme', maxLength: 12 })
    .filter((text) => text.trim() !== '' && !text.includes('\0'));
  const table = fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 5 });
  await fc.assert(
    fc.asyncProperty(table, fc.constantFrom(...FORMATS), async (rows, format) => {
      const header = ['a', 'b'];
      expect(await reopened(format, { header, rows })).toEqual({ header, rows });
    }),
    { numRuns: 60 },
  );
});

test('nothing that a file of ours holds starts as a formula does', async () => {
  const text = new TextDecoder().decode(
    await bytesOf(fileSpreadsheets.write('csv', ['=a'], [['@b'], [' -c']])),
  );
  expect(text).toBe("'=a\r\n'@b\r\n' -c\r\n");
});

test('a CSV is written with the delimiter asked for, row by row', async () => {
  let asked = 0;
  function* rows() {
    for (let i = 0; i < 1000; i += 1) {
      asked += 1;
      yield ['1', '2'];
    }
  }
  const pieces = fileSpreadsheets
    .write('csv', ['a', 'b'], rows(), { delimiter: '\t' })
    [Symbol.asyncIterator]();
  await pieces.next();
  expect(new TextDecoder().decode((await pieces.next()).value)).toBe('a\tb\r\n');
  await pieces.next();
  expect(asked).toBeLessThan(1000);
});

test('a workbook of more rows than can be read again is not written', async () => {
  const rows = Array.from({ length: SHEET_LIMITS.workbookRows + 1 }, () => ['x']);
  await expect(bytesOf(fileSpreadsheets.write('xlsx', ['a'], rows))).rejects.toThrow(RangeError);
});

const cases = join(import.meta.dirname, '../../../../shared/cases');
describe.skipIf(!existsSync(cases))('real names and places (skipped where ../shared/cases is absent)', () => {
  const firstColumn = (name: string) =>
    existsSync(cases)
      ? readFileSync(join(cases, name), 'utf8')
          .split(/\r?\n/)
          .slice(1)
          .filter((line) => line.trim() !== '')
          .map((line) => line.replace(/(,[^,]*){1,3}$/, '').replace(/^"|"$/g, ''))
      : [];
  const files = [
    'names/mauritania_name_tokens.csv',
    'names/guinea_surnames.csv',
    'names/guinea_given_sequences.csv',
    'names/comoros_name_tokens.csv',
    'names/niger_tokens.csv',
    'centres-and-places/mauritania_birth_places.csv',
    'centres-and-places/comoros_birth_places_raw.csv',
    'centres-and-places/guinea_bac2025_schools.csv',
    'centres-and-places/iso3166-2_africa.csv',
  ];

  test.each(files)('%s survives being written and read twice, as CSV and as a workbook', async (name) => {
    const rows = firstColumn(name).map((text) => [text, 'x']);
    expect(rows.length).toBeGreaterThan(50);
    let table: Table = { header: ['Nom', 'x'], rows };
    for (const format of [...FORMATS, ...FORMATS]) table = await reopened(format, table);
    expect(table.rows).toEqual(rows);
  });

  test.each(files)('%s survives Windows-1252 where it can be written in it', async (name) => {
    const rows = firstColumn(name)
      .map((text) => [text.replace(/;|"/g, ''), 'é'])
      .filter(([text = '']) => /^[\u0020-\u007e\u00a0-\u00ff]*$/.test(text));
    const lines = ['Nom;é', ...rows.map((row) => row.join(';'))].join('\r\n');
    const table = { header: ['Nom', 'é'], rows };
    expect(await reopened('csv', table, new Uint8Array(Buffer.from(lines, 'latin1')))).toEqual(table);
  });
});
