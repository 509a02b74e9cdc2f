import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { SHEET_LIMITS } from '#app/domain/shared/sheet-limits.ts';
import { rowsOf } from '#tests/factories/sheets.ts';
import { fileSpreadsheets } from './file-spreadsheets.server.ts';
import type { Sheet } from './port.ts';
import { exactNumber } from './read-workbook.server.ts';

const open = (bytes: Uint8Array, name = 'liste.xlsx') => fileSpreadsheets.open(bytes, name);

async function opened(bytes: Uint8Array): Promise<Sheet> {
  const verdict = await open(bytes);
  if (!verdict.ok) throw new Error(verdict.reason);
  return verdict.value;
}

const table = async (sheet: Sheet) => (await rowsOf(sheet)).map(({ number, cells }) => [number, ...cells]);

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

type Parts = Record<string, string>;

/** A workbook of these sheets' rows, as markup; the styles 1 and 2 are dates. */
function workbook(sheets: readonly string[], others: Parts = {}, epoch = ''): Record<string, Uint8Array> {
  const parts: Parts = {
    '[Content_Types].xml': '<Types/>',
    'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><workbookPr ${epoch}/><sheets>${sheets
      .map((_, i) => `<sheet name="F${i + 1}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`)
      .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships>${sheets
      .map(
        (_, i) =>
          `<Relationship Id="rId${i + 1}" Type="${RELATIONS}/worksheet" Target="worksheets/sheet${i + 1}.xml"/>`,
      )
      .join('')}</Relationships>`,
    'xl/styles.xml': `<styleSheet xmlns="${MAIN}"><numFmts><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/></cellXfs></styleSheet>`,
    ...Object.fromEntries(
      sheets.map((rows, i) => [
        `xl/worksheets/sheet${i + 1}.xml`,
        `<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="${MAIN}"><sheetData>${rows}</sheetData></worksheet>`,
      ]),
    ),
    ...others,
  };
  return Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)]));
}

const text = (place: string, value: string) => `<c r="${place}" t="inlineStr"><is><t>${value}</t></is></c>`;
const row = (number: number, cells: string) => `<row r="${number}">${cells}</row>`;
const HEADER = row(1, text('A1', 'Nom') + text('B1', 'Né le'));
const LINE = row(2, text('A2', 'Maïga') + text('B2', '23/11/2008'));

test('dates, numbers, booleans, formulas and rich text are read as the person sees them', async () => {
  const shared = `<sst xmlns="${MAIN}"><si><r><t>Maï</t></r><r><t xml:space="preserve">ga </t></r></si><si><t>N’Diaye &amp; fils</t></si></sst>`;
  const rows = [
    HEADER,
    row(2, '<c r="A2" t="s"><v>0</v></c><c r="B2" s="1"><v>39775</v></c>'),
    row(4, '<c r="A4" t="s"><v>1</v></c><c r="B4" s="2"><v>39775.5</v></c>'),
    row(5, '<c r="A5"><v>90123456</v></c><c r="B5"><v>9.0123456E7</v></c>'),
    row(6, '<c r="A6"><v>0.30000000000000004</v></c><c r="B6" t="b"><v>1</v></c>'),
    row(7, '<c r="A7" t="str"><f>B7</f><v>Sow</v></c><c r="B7"><f>1+1</f><v>2</v></c>'),
    row(8, '<c r="A8" t="e"><v>#REF!</v></c><c r="B8" t="d"><v>2008-11-23</v></c>'),
  ].join('');
  const sheet = await opened(zipSync(workbook(['', rows], { 'xl/sharedStrings.xml': shared })));
  expect(sheet).toMatchObject({ format: 'xlsx', header: ['Nom', 'Né le'], headerRow: 1, rowCount: 6 });
  expect(await table(sheet)).toEqual([
    [2, 'Maïga ', '2008-11-23'],
    [4, 'N’Diaye & fils', '2008-11-23'],
    [5, '90123456', '90123456'],
    [6, '0.3', 'TRUE'],
    [7, 'Sow', '2'],
    [8, '', '2008-11-23'],
  ]);
});

test('the calendar of old Macintoshes is read right', async () => {
  const rows = HEADER + row(2, `${text('A2', 'Ba')}<c r="B2" s="1"><v>38313</v></c>`);
  expect(await table(await opened(zipSync(workbook([rows], {}, 'date1904="1"'))))).toEqual([
    [2, 'Ba', '2008-11-23'],
  ]);
});

test('styles set down to the last row are no rows', async () => {
  const rows = `${HEADER}${LINE}<row r="1048576" s="1" customFormat="1"><c r="A1048576" s="1"/></row>`;
  expect(await opened(zipSync(workbook([rows])))).toMatchObject({ rowCount: 1 });
});

test.each([
  ['227', '227'],
  ['90123456789012345678', '90123456789012345678'],
  ['1.5', '1.5'],
  ['-2.50', '-2.5'],
  ['1E-3', '0.001'],
  ['2.2790123456E10', '22790123456'],
  ['13.470000000000001', '13.47'],
  ['1E+20', '100000000000000000000'],
  ['0.1', '0.1'],
  ['0', '0'],
  ['texte', 'texte'],
  ['1e308', '1e308'],
])('the number %s is %s', (written, shown) => {
  expect(exactNumber(written)).toBe(shown);
});

test('a text in the grid of a list that is too long, too wide or empty is refused', async () => {
  const far = (place: string, number = 2) => zipSync(workbook([HEADER + row(number, text(place, 'x'))]));
  const many = Array.from({ length: SHEET_LIMITS.workbookRows + 1 }, (_, i) =>
    row(i + 2, text(`A${i + 2}`, 'x')),
  );
  const refusals = [
    ['sheet.tooManyRows', far('A1048576', 1_048_576)],
    ['sheet.tooManyColumns', far('XFD2')],
    ['sheet.tooManyColumns', far('GS2')],
    ['sheet.tooManyRows', zipSync(workbook([HEADER + many.join('')]))],
    ['sheet.empty', zipSync(workbook(['']))],
    ['sheet.noRows', zipSync(workbook([HEADER]))],
    ['sheet.cellTooLong', zipSync(workbook([HEADER + row(2, text('A2', 'x'.repeat(4001)))]))],
  ] as const;
  for (const [reason, bytes] of refusals) expect(await open(bytes)).toMatchObject({ ok: false, reason });
});

describe('markup that is not as a spreadsheet writes it', () => {
  const withSheet = (xml: string) =>
    zipSync({ ...workbook([HEADER]), 'xl/worksheets/sheet1.xml': strToU8(xml) });
  const entities =
    '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]><worksheet><sheetData/></worksheet>';
  const sheet = (rows: string) => `<worksheet xmlns="${MAIN}"><sheetData>${rows}</sheetData></worksheet>`;
  test.each([
    ['a document type', 'sheet.entities', entities],
    ['a document type in small letters', 'sheet.entities', '<!doctype x><worksheet/>'],
    [
      'a place behind a bracket',
      'sheet.tooManyRows',
      sheet(`${HEADER}<row r="1048576"><c x=">" r="A1048576"><v>1</v></c></row>`),
    ],
    [
      'a place in disguise',
      'sheet.damaged',
      sheet(`${HEADER}<row r="2"><c r="&#65;1048576"><v>1</v></c></row>`),
    ],
    [
      'a row far from its cells',
      'sheet.damaged',
      sheet(`${HEADER}<row r="1048576"><c r="GR3"><v>1</v></c></row>`),
    ],
    ['a cell without a place', 'sheet.damaged', sheet(`${HEADER}<row><c><v>1</v></c></row>`)],
    ['a row beyond the last', 'sheet.damaged', sheet('<row r="9999999999"/>')],
    ['a bracket in an attribute', 'sheet.damaged', sheet('<row x="<"/>')],
    ['no end', 'sheet.damaged', sheet(HEADER).slice(0, -30)],
    ['nothing', 'sheet.damaged', ''],
  ])('%s is refused', async (_, reason, xml) => {
    expect(await open(withSheet(xml))).toMatchObject({ ok: false, reason });
  });

  test('another encoding is refused', async () => {
    const parts = workbook([HEADER + LINE]);
    parts['xl/workbook.xml'] = new Uint8Array(Buffer.from('\ufeff<workbook/>', 'utf16le'));
    expect(await open(zipSync(parts))).toMatchObject({ reason: 'sheet.damaged' });
  });
});

describe('archives made to harm', () => {
  const good = zipSync(workbook([HEADER + LINE]));
  const directoryAt = (bytes: Uint8Array) => new DataView(bytes.buffer).getUint32(bytes.length - 6, true);
  /** A copy with a number of its first directory record changed. */
  const changed = (offset: number, value: number, size: 2 | 4 = 4) => {
    const copy = good.slice();
    const view = new DataView(copy.buffer);
    if (size === 4) view.setUint32(directoryAt(copy) + offset, value, true);
    else view.setUint16(directoryAt(copy) + offset, value, true);
    return copy;
  };
  const withPart = (name: string, bytes: Uint8Array) =>
    zipSync({ ...workbook([HEADER + LINE]), [name]: bytes });

  test('the archive they are made from is good', async () => {
    expect(await opened(good)).toMatchObject({ rowCount: 1 });
  });

  test.each([
    ['says it is larger than all we take', 'sheet.tooLargeUnpacked', changed(24, 65 * 1024 * 1024)],
    ['says it is larger than it is', 'sheet.damaged', changed(24, 100_000)],
    ['says it is smaller than it is', 'sheet.damaged', changed(24, 3)],
    ['has another checksum', 'sheet.damaged', changed(16, 1)],
    ['is encrypted', 'sheet.encrypted', changed(8, 1, 2)],
    ['is packed in another way', 'sheet.unsafeArchive', changed(10, 14, 2)],
    ['lies outside', 'sheet.damaged', changed(42, 0x7fffffff)],
    ['says its place is elsewhere, and nowhere', 'sheet.damaged', changed(42, 0xffffffff)],
    ['leaves its folder', 'sheet.unsafeArchive', withPart('xl/../../evil.xml', strToU8('<a/>'))],
    ['starts at the root', 'sheet.unsafeArchive', withPart('/etc/x.xml', strToU8('<a/>'))],
    ['names a drive', 'sheet.unsafeArchive', withPart('C:\\x.xml', strToU8('<a/>'))],
    [
      'has the name of another but for capitals',
      'sheet.unsafeArchive',
      withPart('XL/workbook.xml', strToU8('<a/>')),
    ],
    ['grows a thousandfold', 'sheet.bomb', withPart('xl/media/a.png', new Uint8Array(8 * 1024 * 1024))],
    ['is cut short', 'sheet.damaged', good.slice(0, -30)],
  ])('a part or an archive that %s is refused', async (_, reason, bytes) => {
    expect(await open(bytes)).toMatchObject({ ok: false, reason });
  });

  test('two parts that share their bytes are refused', async () => {
    const copy = good.slice();
    const view = new DataView(copy.buffer);
    const first = directoryAt(copy);
    const second = first + 46 + view.getUint16(first + 28, true) + view.getUint16(first + 30, true);
    view.setUint32(second + 42, view.getUint32(first + 42, true), true);
    expect(await open(copy)).toMatchObject({ reason: 'sheet.unsafeArchive' });
  });

  test('too many parts are refused', async () => {
    const parts = Object.fromEntries(
      Array.from({ length: SHEET_LIMITS.archiveEntries }, (_, i) => [`xl/media/${i}.png`, new Uint8Array()]),
    );
    expect(await open(zipSync({ ...workbook([HEADER + LINE]), ...parts }, { level: 0 }))).toMatchObject({
      reason: 'sheet.unsafeArchive',
    });
  });

  test('what is no workbook is told so', async () => {
    expect(await open(zipSync({ 'content.xml': strToU8('<a/>') }), 'liste.ods')).toMatchObject({
      reason: 'sheet.notAWorkbook',
    });
  });
});

const hostile = join(import.meta.dirname, '../../../../shared/cases/hostile');
describe.skipIf(!existsSync(hostile))('hostile files (skipped where ../shared/cases is absent)', () => {
  const filesOf = (folder: string) =>
    existsSync(hostile) ? readdirSync(join(hostile, folder)).map((name) => `${folder}/${name}`) : [];

  test.each([...filesOf('zip'), ...filesOf('png')])('%s is refused', async (name) => {
    const bytes = new Uint8Array(readFileSync(join(hostile, name)));
    for (const as of ['liste.xlsx', 'liste.csv', '']) {
      const verdict = await open(bytes, as);
      if (verdict.ok) {
        // Bytes without a signature that are called a CSV are a text, whatever it says.
        expect(as.endsWith('.xlsx')).toBe(false);
        await rowsOf(verdict.value);
      } else expect(verdict.reason).toMatch(/^sheet\./);
    }
  });

  test('a bomb is refused by what it declares', async () => {
    const bytes = new Uint8Array(readFileSync(join(hostile, 'zip/bigzero-zip.zip')));
    expect(await open(bytes)).toMatchObject({ reason: 'sheet.bomb' });
  });

  test.each(filesOf('strings').filter((name) => /\.(txt|json)$/.test(name)))(
    '%s as a CSV is read to its end or refused',
    async (name) => {
      const verdict = await open(new Uint8Array(readFileSync(join(hostile, name))), 'liste.csv');
      if (verdict.ok) expect(await rowsOf(verdict.value)).toHaveLength(verdict.value.rowCount);
      else expect(verdict.reason).toMatch(/^sheet\./);
    },
  );
});
