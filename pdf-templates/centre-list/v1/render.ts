import type { CentreList } from '#app/domain/documents/centre-lists.ts';
import { formatLongDate } from '#app/domain/documents/format-values.ts';
import type { DocumentAssets } from '../../assets.ts';
import { headerBlock, titleBlock } from '../../kit/v1/blocks.ts';
import { CONTENT_WIDTH, MARGIN, mm, PAGE, type Sheet } from '../../kit/v1/sheet.ts';
import { type Column, type TableRow, tableBlock } from '../../kit/v1/table-block.ts';
import { fitText, type Style, writeFitted } from '../../kit/v1/write-text.ts';
import { openBook } from '../../proof-sheet/v1/open-book.ts';
import { CENTRE, pageOf, roomLine } from './words.ts';

const TOP = PAGE.height - mm(14);
const FOOT = mm(13);
const BOTTOM = FOOT + 16;
const DENSITY = 0.88;

const COLUMNS: readonly Column[] = [
  { title: CENTRE.seat, share: 2, align: 'left' },
  { title: CENTRE.tableNumber, share: 4, align: 'left' },
  { title: CENTRE.name, share: 9, align: 'left' },
  { title: CENTRE.series, share: 2.4, align: 'left' },
  { title: CENTRE.birthDate, share: 4, align: 'left' },
  { title: CENTRE.school, share: 7, align: 'left' },
];
const SUMMARY: readonly Column[] = [
  { title: CENTRE.series, share: 9, align: 'left' },
  { title: CENTRE.candidates, share: 3, align: 'right' },
];

type Part = { readonly columns: readonly Column[]; readonly rows: TableRow[]; readonly after: number };
type ListPage = { readonly sheet: Sheet; readonly top: number; readonly parts: Part[] };

/** What a page holds, top down: the summary and then the rooms, each with its name over its rows. */
function partsOf({ rooms, series }: CentreList): Part[] {
  const total = series.reduce((sum, { count }) => sum + count, 0);
  const summary: TableRow[] = [
    ...series.map(({ code, name, count }): TableRow => {
      const said = (text: string) => (text === code ? code : `${code} · ${text}`);
      const wording = { fr: said(name.fr), ...(name.en ? { en: said(name.en) } : {}) };
      return { look: 'plain', cells: [wording, String(count)] };
    }),
    { look: 'total', cells: [CENTRE.total, String(total)] },
  ];
  return [
    { columns: SUMMARY, rows: summary, after: 14 },
    ...rooms.map(({ room, rows }): Part => {
      const lines = rows.map(
        ({ seat, tableNumber, name, series: code, birthDate, school }): TableRow => ({
          look: 'plain',
          cells: [String(seat), tableNumber, name, code, birthDate, school],
        }),
      );
      return {
        columns: COLUMNS,
        rows: [{ look: 'group', cells: [roomLine(room, rows.length)] }, ...lines],
        after: 12,
      };
    }),
  ];
}

const heightOf = (sheet: Sheet, columns: readonly Column[], rows: readonly TableRow[]): number =>
  tableBlock(sheet, columns, rows, DENSITY).height;

/** Rows are measured once each: a table is as high as its head and its rows. */
function layOut(addPage: () => ListPage, parts: readonly Part[]): ListPage[] {
  let page = addPage();
  const pages = [page];
  let left = page.top - BOTTOM;
  const turn = () => {
    page = addPage();
    pages.push(page);
    left = page.top - BOTTOM;
  };
  for (const { columns, rows, after } of parts) {
    const head = heightOf(page.sheet, columns, []);
    const [first, second] = rows;
    const least =
      head +
      heightOf(
        page.sheet,
        columns,
        [first, second].flatMap((row) => row ?? []),
      ) -
      head;
    if (least > left) turn();
    let part: Part = { columns, rows: [], after };
    page.parts.push(part);
    left -= head;
    for (const row of rows) {
      const height = heightOf(page.sheet, columns, [row]) - head;
      if (height > left) {
        turn();
        part = { columns, rows: [], after };
        page.parts.push(part);
        left -= head;
      }
      part.rows.push(row);
      left -= height;
    }
    left -= after;
  }
  return pages;
}

/** The first page says whose list it is. Gives where the tables start. */
function drawHead(sheet: Sheet, { office, exam, sitting, centre }: CentreList): number {
  const header = headerBlock(sheet, office);
  header.draw(TOP);
  const subtitle = [`${sitting.fr} · ${centre}`, `${sitting.en ?? sitting.fr} · ${centre}`] as const;
  const heading = titleBlock(sheet, { title: CENTRE.title, exam, subtitle }, 0.8);
  const top = TOP - header.height - 12;
  heading.draw(top);
  return top - heading.height - 14;
}

function drawShortHead(sheet: Sheet, { title }: CentreList): number {
  const strong: Style = { face: 'bold', size: 9, colour: sheet.palette.ink };
  return writeFitted(sheet, fitText(sheet, title, CONTENT_WIDTH, strong, 6), MARGIN, TOP) - 8;
}

function drawFoot(sheet: Sheet, { host, printedOn }: CentreList, page: number, pages: number): void {
  const quiet: Style = { face: 'regular', size: 8, colour: sheet.palette.quiet };
  const foot = pageOf(formatLongDate(printedOn, 'fr'), page, pages);
  writeFitted(sheet, fitText(sheet, host, CONTENT_WIDTH / 2, quiet, 5), MARGIN, FOOT + 8);
  writeFitted(
    sheet,
    fitText(sheet, foot, CONTENT_WIDTH / 2, quiet, 6),
    PAGE.width - MARGIN,
    FOOT + 8,
    'right',
  );
}

/** Everyone who sits in a centre, room by room, after how many there are of each series. The same list gives the same bytes. */
export async function renderCentreListV1(list: CentreList, assets: DocumentAssets): Promise<Uint8Array> {
  const book = await openBook(list, assets);
  let first = true;
  const addPage = (): ListPage => {
    const sheet = book.addPage();
    const top = first ? drawHead(sheet, list) : drawShortHead(sheet, list);
    first = false;
    return { sheet, top, parts: [] };
  };
  const pages = layOut(addPage, partsOf(list));
  for (const [at, { sheet, top, parts }] of pages.entries()) {
    let y = top;
    for (const { columns, rows, after } of parts) {
      const table = tableBlock(sheet, columns, rows, DENSITY);
      table.draw(y);
      y -= table.height + after;
    }
    drawFoot(sheet, list, at + 1, pages.length);
  }
  return book.close();
}
