import type { ConvocationList, ConvocationRow } from '#app/domain/documents/convocation-list.ts';
import { formatLongDate } from '#app/domain/documents/format-values.ts';
import type { DocumentAssets } from '../../assets.ts';
import { headerBlock, titleBlock } from '../../kit/v1/blocks.ts';
import { MARGIN, mm, PAGE, type Sheet } from '../../kit/v1/sheet.ts';
import { type Column, type TableRow, tableBlock } from '../../kit/v1/table-block.ts';
import { writeLine } from '../../kit/v1/write-text.ts';
import { openBook } from '../../proof-sheet/v1/open-book.ts';
import { LIST, pageOf } from './words.ts';

const TOP = PAGE.height - mm(14);
const FOOT = mm(14);
const DENSITY = 0.9;

const COLUMNS: readonly Column[] = [
  { title: LIST.tableNumber, share: 3, align: 'left' },
  { title: LIST.name, share: 7, align: 'left' },
  { title: LIST.series, share: 2, align: 'left' },
  { title: LIST.papers, share: 9, align: 'left' },
  { title: LIST.signature, share: 4, align: 'left' },
];

function rowOf({ tableNumber, name, series, papers }: ConvocationRow): TableRow {
  const told = papers.map((paper) => (paper.when ? `${paper.name} (${paper.when})` : paper.name)).join(' ; ');
  return { look: 'plain', cells: [tableNumber, name, series, told, ''] };
}

/** A list of who sits what in one centre, on as many pages as it takes, each numbered. The same list gives the same bytes. */
export async function renderConvocationListV1(
  list: ConvocationList,
  assets: DocumentAssets,
): Promise<Uint8Array> {
  const { office, host, printedOn } = list;
  const title = `${LIST.title.fr} · ${list.centre}`;
  const book = await openBook({ office, host, printedOn, title, total: list.rows.length }, assets);
  const pages: { readonly sheet: Sheet; readonly top: number; readonly rows: TableRow[] }[] = [];
  for (const row of list.rows.map(rowOf)) {
    const page = pages.at(-1);
    if (page && tableHeight(page.sheet, [...page.rows, row]) <= page.top - FOOT - 16) page.rows.push(row);
    else {
      const sheet = book.addPage();
      pages.push({
        sheet,
        top: pages.length === 0 ? drawHead(sheet, list) : drawShortHead(sheet, title),
        rows: [row],
      });
    }
  }
  for (const [i, { sheet, top, rows }] of pages.entries()) {
    tableBlock(sheet, COLUMNS, rows, DENSITY).draw(top);
    drawFoot(sheet, list, i + 1, pages.length);
  }
  return book.close();
}

function tableHeight(sheet: Sheet, rows: readonly TableRow[]): number {
  return tableBlock(sheet, COLUMNS, rows, DENSITY).height;
}

/** The first page says whose list it is. Gives where the table starts. */
function drawHead(sheet: Sheet, { office, exam, sitting, round, centre }: ConvocationList): number {
  const header = headerBlock(sheet, office);
  header.draw(TOP);
  const subtitle = [
    `${sitting.fr} · ${round.fr} · ${centre}`,
    `${sitting.en ?? sitting.fr} · ${round.en}`,
  ] as const;
  const heading = titleBlock(sheet, { title: LIST.title, exam, subtitle }, 0.8);
  const top = TOP - header.height - 12;
  heading.draw(top);
  return top - heading.height - 14;
}

function drawShortHead(sheet: Sheet, title: string): number {
  writeLine(sheet, title, MARGIN, TOP - 8, { face: 'bold', size: 9, colour: sheet.palette.ink });
  return TOP - 20;
}

function drawFoot(sheet: Sheet, { host, printedOn }: ConvocationList, page: number, pages: number): void {
  const quiet = { face: 'regular', size: 8, colour: sheet.palette.quiet } as const;
  writeLine(
    sheet,
    pageOf(formatLongDate(printedOn, 'fr'), page, pages),
    PAGE.width - MARGIN,
    FOOT,
    quiet,
    'right',
  );
  writeLine(sheet, host, MARGIN, FOOT, quiet);
}
