import { formatCode } from '#app/domain/anonymity/code.ts';
import {
  LABELS_PER_PAGE,
  type LabelBook,
  type LabelPage,
  type ScriptLabel,
} from '#app/domain/anonymity/label-sheet.ts';
import type { DocumentAssets } from '../../assets.ts';
import { drawOutline, drawRule } from '../../kit/v1/draw-ornament.ts';
import { prepareCodeQr } from '../../kit/v1/draw-qr.ts';
import { mm, PAGE, type Sheet } from '../../kit/v1/sheet.ts';
import { fitText, type Style, writeFitted, writeLine } from '../../kit/v1/write-text.ts';
import { type Book, openBook } from '../../proof-sheet/v1/open-book.ts';

const COLUMNS = 2;
const ROWS = LABELS_PER_PAGE / COLUMNS;
const TOP = PAGE.height - mm(21);
const LABEL = { width: PAGE.width / COLUMNS, height: mm(33) } as const;
/** The stub, cut off with the name; then the label itself. */
const STUB = mm(34);
const PAD = mm(4);
const QR = mm(17);

/** Words of the sheet: an office's own paper, in French. */
const WORDS = {
  table: 'Table',
  bundle: (bundle: number, position: number) => `lot ${bundle} · rang ${position}`,
};

function drawStub(sheet: Sheet, label: ScriptLabel, x: number, top: number, room: string): void {
  const { ink, quiet } = sheet.palette;
  const width = STUB - PAD - mm(2);
  writeLine(sheet, WORDS.table, x, top - mm(8), { face: 'regular', size: 7.5, colour: quiet });
  const number: Style = { face: 'bold', size: 17, colour: ink };
  writeFitted(sheet, fitText(sheet, label.tableNumber, width, number, 9), x, top - mm(9.5));
  writeFitted(
    sheet,
    fitText(sheet, room, width, { face: 'regular', size: 7.5, colour: ink }, 6),
    x,
    top - mm(18),
  );
}

function drawCode(book: Book<LabelBook>, sheet: Sheet, label: ScriptLabel, x: number, top: number): void {
  const { ink, quiet } = sheet.palette;
  const width = LABEL.width - STUB - QR - 2 * PAD - mm(3);
  const small: Style = { face: 'regular', size: 8, colour: ink };
  writeFitted(sheet, fitText(sheet, book.about.paper.fr, width, small, 6.5), x, top - mm(5));
  const code: Style = { face: 'bold', size: 19, colour: ink, tracking: 0.02 };
  writeFitted(sheet, fitText(sheet, formatCode(label.code), width, code, 12), x, top - mm(11.5));
  const place = WORDS.bundle(label.bundle, label.position);
  writeLine(sheet, place, x, top - mm(25), { face: 'regular', size: 8, colour: quiet });
  const qr = prepareCodeQr(sheet, label.code, QR);
  qr.draw(x + width + mm(3) - qr.quiet, top - (LABEL.height - QR) / 2 + qr.quiet);
}

function drawPage(book: Book<LabelBook>, { centre, room, labels }: LabelPage): void {
  const sheet = book.addPage();
  const { ink, quiet, hairline } = sheet.palette;
  const head = `${centre} · ${room}`;
  const strong: Style = { face: 'bold', size: 10.5, colour: ink };
  writeFitted(sheet, fitText(sheet, head, PAGE.width * 0.55, strong, 7), mm(10), PAGE.height - mm(7));
  const about = `${book.about.sitting.fr} · ${book.about.paper.fr}`;
  const plain: Style = { face: 'regular', size: 8.5, colour: quiet };
  const fitted = fitText(sheet, about, PAGE.width * 0.36, plain, 6.5);
  writeFitted(sheet, fitted, PAGE.width - mm(10), PAGE.height - mm(7), 'right');
  for (const [at, label] of labels.entries()) {
    const left = (at % COLUMNS) * LABEL.width;
    const top = TOP - Math.floor(at / COLUMNS) * LABEL.height;
    drawOutline(sheet, left, top, LABEL.width, LABEL.height, 0.3, hairline);
    for (let dash = 0; dash < 11; dash += 1)
      drawRule(sheet, left + STUB - 0.4, top - mm(1.5) - dash * mm(3), 0.8, 4, quiet);
    drawStub(sheet, label, left + PAD, top, room);
    drawCode(book, sheet, label, left + STUB + PAD, top);
  }
}

/**
 * Sheets of labels for the scripts of one paper, a page at a time in the order they come: on the left of each label the stub
 * with the table number, on the right the code alone. The same pages and fonts give the same bytes.
 * @throws RangeError for a page of more labels than a sheet holds.
 */
export async function renderScriptLabelsV1(
  about: LabelBook,
  pages: AsyncIterable<LabelPage> | Iterable<LabelPage>,
  assets: DocumentAssets,
): Promise<Uint8Array> {
  const book = await openBook(about, assets);
  for await (const page of pages) {
    if (page.labels.length > COLUMNS * ROWS) throw new RangeError('more labels than a sheet holds');
    drawPage(book, page);
  }
  return book.close();
}
