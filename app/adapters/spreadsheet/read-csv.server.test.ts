import { describe, expect, test } from 'vitest';
import { SHEET_LIMITS } from '#app/domain/shared/sheet-limits.ts';
import { rowsOf } from '#tests/factories/sheets.ts';
import { fileSpreadsheets } from './file-spreadsheets.server.ts';
import type { Sheet } from './port.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);
const latin1 = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'));
const utf16 = (text: string) => new Uint8Array(Buffer.from(`\ufeff${text}`, 'utf16le'));
const open = (bytes: Uint8Array, name = 'liste.csv') => fileSpreadsheets.open(bytes, name);

async function opened(bytes: Uint8Array): Promise<Sheet> {
  const verdict = await open(bytes);
  if (!verdict.ok) throw new Error(verdict.reason);
  return verdict.value;
}

const table = async (sheet: Sheet) => (await rowsOf(sheet)).map(({ number, cells }) => [number, ...cells]);

const TEXT = 'Nom;Prénom\r\nMaïga;Aïssatou\r\nN’Diaye;Œuvre €\r\n';

test.each([
  ['UTF-8', utf8(TEXT), 'utf-8'],
  ['UTF-8 with its mark', utf8(`\ufeff${TEXT}`), 'utf-8'],
  ['UTF-16 with its mark', utf16(TEXT), 'utf-16le'],
  ['big-endian UTF-16 with its mark', utf16(TEXT).map((_, i, all) => all[i ^ 1] ?? 0), 'utf-16be'],
  [
    'Windows-1252',
    latin1(TEXT.replace('’', '\x92').replace('Œ', '\x8c').replace('€', '\x80')),
    'windows-1252',
  ],
] as const)('%s is told by its bytes', async (_, bytes, encoding) => {
  const sheet = await opened(bytes);
  expect(sheet).toMatchObject({ format: 'csv', encoding, delimiter: ';', header: ['Nom', 'Prénom'] });
  expect(await table(sheet)).toEqual([
    [2, 'Maïga', 'Aïssatou'],
    [3, 'N’Diaye', 'Œuvre €'],
  ]);
});

test.each([
  ['a;b;c\n1;2,5;3', ';'],
  ['a,b,c\n1,2,3', ','],
  ['a\tb;c\td\n1\t2\t3', '\t'],
  ['"a;b;c",d\n1,2', ','],
  ['\n\n"x\n;;;;",b\n1,2', ','],
  ['a\n1', ';'],
])('the delimiter of %j is %j', async (text, delimiter) => {
  expect((await opened(utf8(text))).delimiter).toBe(delimiter);
});

test('a first line "sep=," is obeyed and is not a row', async () => {
  const sheet = await opened(utf8('\ufeffsep=,\r\na,b;c\r\n1,2\r\n'));
  expect(sheet).toMatchObject({ delimiter: ',', header: ['a', 'b;c'], headerRow: 1 });
});

test('rows keep the number of the spreadsheet: empty ones are skipped and counted, line breaks in a cell are not', async () => {
  const sheet = await opened(utf8('\r\n;;\r\nnom;lieu\r\n\r\n"Ba";"Dosso\r\nville"\r\n ; \r\nSow;"Say"\n'));
  expect(sheet).toMatchObject({ headerRow: 3, rowCount: 2, header: ['nom', 'lieu'] });
  expect(await table(sheet)).toEqual([
    [5, 'Ba', 'Dosso\r\nville'],
    [7, 'Sow', 'Say'],
  ]);
});

test('rows may be read again, and left in the middle', async () => {
  const sheet = await opened(utf8('a\n1\n2\n3\n'));
  for await (const { cells } of sheet.rows) {
    expect(cells).toEqual(['1']);
    break;
  }
  expect(await table(sheet)).toHaveLength(3);
});

test('missing cells are empty, cells beyond the header are kept, empty ones there are not', async () => {
  const sheet = await opened(utf8('a;b;c;;\n1\n1;2;3;;4;\n1;2;3;;;\n'));
  expect(sheet.header).toEqual(['a', 'b', 'c']);
  expect(await table(sheet)).toEqual([
    [2, '1', '', ''],
    [3, '1', '2', '3', '', '4'],
    [4, '1', '2', '3'],
  ]);
});

test('quotes inside a cell that is not quoted are its own', async () => {
  expect(await table(await opened(utf8('a;b\nJean "Le Grand" Ba;"dit ""Petit"""\n')))).toEqual([
    [2, 'Jean "Le Grand" Ba', 'dit "Petit"'],
  ]);
});

test('what our own files mark as text comes back unmarked', async () => {
  expect(await table(await opened(utf8("a;b\n'+227 90 12 34 56;'Abd\n")))).toEqual([
    [2, '+227 90 12 34 56', "'Abd"],
  ]);
});

test('a million empty lines are no rows', async () => {
  const lines = '\n'.repeat(1_000_000);
  expect(await table(await opened(utf8(`a;b${lines}1;2\n`)))).toEqual([[1_000_001, '1', '2']]);
});

describe('refusals', () => {
  const many = (count: number) => 'x;y\n'.repeat(count);
  test.each([
    ['sheet.empty', new Uint8Array()],
    ['sheet.empty', utf8(' \r\n;;\r\n')],
    ['sheet.noRows', utf8('Nom;Prénom\r\n;\r\n')],
    ['sheet.tooHeavy', new Uint8Array(SHEET_LIMITS.megabytes * 1024 * 1024 + 1)],
    ['sheet.tooManyRows', utf8(many(SHEET_LIMITS.csvRows + 2))],
    ['sheet.tooManyColumns', utf8(`${'a;'.repeat(SHEET_LIMITS.columns)}z\n1\n`)],
    ['sheet.tooManyColumns', utf8(`a\n${'1;'.repeat(SHEET_LIMITS.columns)}z\n`)],
    ['sheet.tooManyColumns', utf8(`a;b\n${';'.repeat(10_000_000)}`)],
    ['sheet.tooManyRows', utf8(`a;b\n1;2\n${'"\n'.repeat(1_000_000)}`)],
    ['sheet.tooManyRows', utf8(`a;b\n1;2\n${';\n'.repeat(1_048_576)}`)],
    ['sheet.cellTooLong', utf8(`a\n${'x'.repeat(SHEET_LIMITS.cellCharacters + 1)}\n`)],
    ['sheet.quoteOpen', utf8('a;b\n1;2\n"Ba;2\n1;2\n')],
    ['sheet.quoteOpen', utf8(`a;b\n"${'x\n'.repeat(3_000_000)}`)],
    ['sheet.notATable', utf8('a;b\nM\0aïga;2\n')],
    ['sheet.notATable', latin1('a;b\né\0;2\n')],
    ['sheet.notATable', utf8('%PDF-1.7')],
    ['sheet.unreadableText', utf16('a;b\n\ud800;2\n')],
    ['sheet.oldWorkbook', new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 1, 2])],
  ] as const)('%s (%#)', async (reason, bytes) => {
    expect(await open(bytes)).toMatchObject({ ok: false, reason });
  });

  test('a text that says it is a workbook is none', async () => {
    expect(await open(utf8('a;b\n1;2\n'), 'liste.XLSX')).toMatchObject({ reason: 'sheet.notAWorkbook' });
  });

  test('the row of a cell that is too long or never closed is told', async () => {
    expect(await open(utf8(`a\n1\n\n${'x'.repeat(4001)}\n`))).toMatchObject({ detail: { row: 4 } });
    expect(await open(utf8('\na;b\n1;2\n\n"Ba;2\n1;2\n'))).toMatchObject({ detail: { row: 5 } });
  });
});
