import { SHEET_LIMITS } from '#app/domain/shared/sheet-limits.ts';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import type { SpreadsheetRefusal } from './port.ts';

const SHEET = /^xl\/worksheets\//;
/** Excel's own last row: a style may be set that far down, on rows without cells. */
const LAST_ROW = 1_048_576;
/** Rows a sheet may have beyond the limit because they are empty. */
const EMPTY_ROWS = 2000;
const TAG = /<[/]?([^\s<>"'=/&;]{1,100})((?:[^<>"']|"[^"<]*"|'[^'<]*')*)>/y;
const PLACE = /\sr\s*=\s*(?:"([^"]*)"|'([^']*)')/;
const CELL_PLACE = /^([A-Z]{1,3})(\d{1,7})$/;
const REFUSED_MARKUP = /<!(?!--|\[CDATA\[)/;

/**
 * Whether a part of a workbook can be given to a parser: UTF-8, without a document type or entities of its own, and, for
 * a sheet, without a cell so far out that filling the gap would fill the memory. The value is how many cells it has.
 * @param cells how many it may have
 */
export function judgeXml(
  bytes: Uint8Array,
  name: string,
  cells: number,
): Verdict<number, SpreadsheetRefusal> {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return refuse('sheet.damaged');
  }
  if (text.includes('\0')) return refuse('sheet.damaged');
  if (REFUSED_MARKUP.test(text)) return refuse('sheet.entities');
  return SHEET.test(name) && name.endsWith('.xml') ? judgeSheet(text, cells) : accept(0);
}

function judgeSheet(text: string, cells: number): Verdict<number, SpreadsheetRefusal> {
  const maximum = SHEET_LIMITS.workbookRows;
  let rows = 0;
  let found = 0;
  let rowPlace: string | undefined;
  for (const [name, attributes] of openTags(text)) {
    const local = name.slice(name.indexOf(':') + 1);
    if (local === 'row') {
      rows += 1;
      rowPlace = placeOf(attributes);
      if (rowPlace !== undefined && !(Number(rowPlace) >= 1 && Number(rowPlace) <= LAST_ROW))
        return refuse('sheet.damaged');
      if (rows > maximum + EMPTY_ROWS) return refuse('sheet.tooManyRows', { maximum });
    } else if (local === 'c') {
      found += 1;
      if (found > cells) return refuse('sheet.tooManyCells');
      const wrong = judgePlace(placeOf(attributes), rowPlace, attributes.endsWith('/'));
      if (wrong) return wrong;
    } else if (name === '') return refuse('sheet.damaged');
  }
  return accept(found);
}

/** A cell's place must be its row's: a parser that believed the row would fill every row before it. */
function judgePlace(place: string | undefined, rowPlace: string | undefined, empty: boolean) {
  const [, column = '', row = ''] = CELL_PLACE.exec(place ?? '') ?? [];
  if (column === '' || Number(rowPlace ?? row) !== Number(row)) return refuse('sheet.damaged');
  if (empty) return undefined;
  if (columnNumber(column) > SHEET_LIMITS.columns)
    return refuse('sheet.tooManyColumns', { maximum: SHEET_LIMITS.columns });
  if (Number(row) > SHEET_LIMITS.workbookRows + EMPTY_ROWS)
    return refuse('sheet.tooManyRows', { maximum: SHEET_LIMITS.workbookRows });
  return undefined;
}

/** Name and attributes of each tag that opens something; an empty name for markup that is not well formed. */
function* openTags(text: string): Generator<readonly [string, string]> {
  let at = text.indexOf('<');
  while (at !== -1) {
    const skipped = endOfSkipped(text, at);
    if (skipped === undefined) {
      TAG.lastIndex = at;
      const tag = TAG.exec(text);
      if (!tag) {
        yield ['', ''];
        return;
      }
      if (text[at + 1] !== '/') yield [tag[1] ?? '', tag[2] ?? ''];
      at = text.indexOf('<', TAG.lastIndex);
    } else at = text.indexOf('<', skipped);
  }
}

/** Where a comment, a CDATA section or an instruction that starts here ends; `undefined` for a tag. */
function endOfSkipped(text: string, at: number): number | undefined {
  for (const [start, end] of [
    ['<!--', '-->'],
    ['<![CDATA[', ']]>'],
    ['<?', '?>'],
  ] as const) {
    if (!text.startsWith(start, at)) continue;
    const found = text.indexOf(end, at + start.length);
    return found === -1 ? text.length : found + end.length;
  }
  return undefined;
}

function placeOf(attributes: string): string | undefined {
  const found = PLACE.exec(attributes);
  return found?.[1] ?? found?.[2];
}

/** "A" is 1, "Z" 26, "AA" 27. */
function columnNumber(letters: string): number {
  return [...letters].reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 64, 0);
}
