import type { AttendanceBook, AttendanceSheet } from '#app/domain/documents/centre-lists.ts';
import { formatLongDate } from '#app/domain/documents/format-values.ts';
import type { DocumentAssets } from '../../assets.ts';
import {
  type Block,
  fieldsBlock,
  headerBlock,
  titleBlock,
  wordingBlock,
  writeLabel,
} from '../../kit/v1/blocks.ts';
import { drawOutline, drawRule } from '../../kit/v1/draw-ornament.ts';
import { CONTENT_WIDTH, MARGIN, mm, PAGE, type Sheet, tagged } from '../../kit/v1/sheet.ts';
import { fitText, type Style, writeFitted, writeLine } from '../../kit/v1/write-text.ts';
import { type Book, openBook } from '../../proof-sheet/v1/open-book.ts';
import { candidateRow, headRow } from './row-block.ts';
import { ATTENDANCE, pageOf, RULE } from './words.ts';

const TOP = PAGE.height - mm(13);
const FOOT = mm(13);
const BOTTOM = FOOT + 14;
const CLOSING = mm(47);

type AttendancePage = {
  readonly sheet: Sheet;
  readonly last: boolean;
  readonly top: number;
  readonly rows: readonly Block[];
};

/** What and where, on each page: the pages of a room part ways. Gives where the rows begin. */
function drawHead(sheet: Sheet, about: AttendanceBook, { room, paper, when }: AttendanceSheet): number {
  const header = headerBlock(sheet, about.office);
  header.draw(TOP);
  const subtitle = [about.sitting.fr, about.sitting.en ?? about.sitting.fr] as const;
  const title = titleBlock(sheet, { title: ATTENDANCE.title, exam: about.exam, subtitle }, 0.7);
  let y = TOP - header.height - 6;
  title.draw(y);
  y -= title.height + 8;
  const fields = fieldsBlock(
    sheet,
    [
      [
        { label: { fr: 'Centre', en: 'Centre' }, value: { fr: about.centre }, share: 7, strong: true },
        { label: { fr: 'Salle', en: 'Room' }, value: { fr: room }, share: 5, strong: true },
      ],
      [
        { label: { fr: 'Épreuve', en: 'Paper' }, value: paper, share: 7, strong: true },
        { label: { fr: 'Jour et heures', en: 'Day and hours' }, value: { fr: when }, share: 5 },
      ],
    ],
    0.85,
  );
  fields.draw(y);
  return y - fields.height - 2;
}

/** The first of `rows` that ends below `room`; -1 when none does. */
function firstBeyond(rows: readonly Block[], room: number): number {
  let used = 0;
  return rows.findIndex(({ height }) => {
    used += height;
    return used > room;
  });
}

/** The rows of a sheet on as many pages as they take, with room for the closing on the last. */
function paginate(book: Book<AttendanceBook>, attendance: AttendanceSheet): AttendancePage[] {
  const pages: AttendancePage[] = [];
  let waiting = [...attendance.rows];
  do {
    const sheet = book.addPage();
    const top = drawHead(sheet, book.about, attendance);
    const room = top - headRow(sheet).height - BOTTOM;
    const rows = waiting.map((row) => candidateRow(sheet, row));
    const whole = rows.reduce((sum, { height }) => sum + height, 0);
    const last = whole + CLOSING <= room;
    const fitting = last ? rows.length : firstBeyond(rows, room);
    // A page of rows alone that would hold them all leaves its last row to the page of the closing.
    const count = fitting === -1 ? rows.length - 1 : fitting;
    pages.push({ sheet, last, top, rows: rows.slice(0, count) });
    waiting = waiting.slice(count);
  } while (!pages.at(-1)?.last);
  return pages;
}

/** The counts and the two who watched over the room. */
function drawClosing(sheet: Sheet, { rows }: AttendanceSheet, top: number): void {
  const { ink } = sheet.palette;
  const note: Style = { face: 'italic', size: 8, colour: sheet.palette.quiet };
  const rule = wordingBlock(sheet, RULE, MARGIN, CONTENT_WIDTH, note, 6.5);
  rule.draw(top);
  const under = top - rule.height - 5;
  const counts = [ATTENDANCE.expected, ATTENDANCE.present, ATTENDANCE.absent, ATTENDANCE.scripts];
  const gap = mm(4);
  const width = (CONTENT_WIDTH - 3 * gap) / 4;
  for (const [at, label] of counts.entries()) {
    const x = MARGIN + at * (width + gap);
    drawOutline(sheet, x, under, width, mm(12), 0.6, ink);
    writeLabel(sheet, label, x + 5, under - 3, width - 10);
    if (at === 0)
      writeLine(
        sheet,
        String(rows.length),
        x + width / 2,
        under - mm(9.6),
        { face: 'bold', size: 14, colour: ink },
        'center',
      );
  }
  const half = (CONTENT_WIDTH - mm(8)) / 2;
  for (const [at, label] of [ATTENDANCE.first, ATTENDANCE.second].entries()) {
    const x = MARGIN + at * (half + mm(8));
    writeLabel(sheet, label, x, under - mm(15), half);
    drawRule(sheet, x, under - mm(33), half, 0.6, ink);
  }
}

function drawFoot(sheet: Sheet, { host, printedOn, title }: AttendanceBook, page: string): void {
  const quiet: Style = { face: 'regular', size: 8, colour: sheet.palette.quiet };
  const foot = `${formatLongDate(printedOn, 'fr')} · ${host} · ${page}`;
  writeFitted(sheet, fitText(sheet, title, CONTENT_WIDTH * 0.5, quiet, 5), MARGIN, FOOT + 8);
  writeFitted(
    sheet,
    fitText(sheet, foot, CONTENT_WIDTH * 0.46, quiet, 5),
    PAGE.width - MARGIN,
    FOOT + 8,
    'right',
  );
}

/** A sheet to sign for each room and paper, each numbered from 1. The same book and fonts give the same bytes. */
export async function renderAttendanceSheetsV1(
  about: AttendanceBook,
  assets: DocumentAssets,
): Promise<Uint8Array> {
  const book = await openBook(about, assets);
  for (const attendance of about.sheets) {
    const pages = paginate(book, attendance);
    for (const [at, { sheet, last, top, rows }] of pages.entries()) {
      let y = top;
      tagged(sheet, 'Table', () => {
        for (const row of [headRow(sheet), ...rows]) {
          row.draw(y);
          y -= row.height;
        }
      });
      if (last) drawClosing(sheet, attendance, y - 8);
      drawFoot(sheet, about, pageOf(at + 1, pages.length));
    }
  }
  return book.close();
}
