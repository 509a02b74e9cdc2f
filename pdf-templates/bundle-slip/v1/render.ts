import { formatCode } from '#app/domain/anonymity/code.ts';
import type { BundleSlip } from '#app/domain/anonymity/label-sheet.ts';
import { formatLongDate } from '#app/domain/documents/format-values.ts';
import type { DocumentAssets } from '../../assets.ts';
import { headerBlock, titleBlock, writeLabel } from '../../kit/v1/blocks.ts';
import { drawOutline, drawRule } from '../../kit/v1/draw-ornament.ts';
import { CONTENT_WIDTH, MARGIN, mm, PAGE, type Sheet } from '../../kit/v1/sheet.ts';
import { type Style, writeLine } from '../../kit/v1/write-text.ts';
import { type Book, openBook } from '../../proof-sheet/v1/open-book.ts';

const COLUMNS = 3;
const ROW = mm(6.2);
const SIGN = mm(52);
const FOOT = mm(14);
const BOX = mm(3.4);

const WORDS = {
  title: { fr: 'Bordereau de lot', en: 'Bundle slip' },
  bundle: (number: number, round: number) => (round > 1 ? `Lot ${number}, tour ${round}` : `Lot ${number}`),
  scripts: (count: number) => `${count} ${count === 1 ? 'copie' : 'copies'}`,
  handOut: { fr: 'Remis à : nom et signature', en: 'Given to: name and signature' },
  back: { fr: 'Rendu par : nom et signature', en: 'Given back by: name and signature' },
  counted: { fr: 'Copies comptées', en: 'Scripts counted' },
  date: { fr: 'Date et heure', en: 'Date and time' },
} as const;

/** Two rows to fill by hand: taken, given back. */
function drawSigning(sheet: Sheet, top: number): void {
  const { ink } = sheet.palette;
  const spots = [
    { x: MARGIN, width: mm(88) },
    { x: MARGIN + mm(93), width: mm(32) },
    { x: MARGIN + mm(130), width: CONTENT_WIDTH - mm(130) },
  ] as const;
  for (const [at, who] of [WORDS.handOut, WORDS.back].entries()) {
    const under = top - at * (SIGN / 2);
    for (const [order, label] of [who, WORDS.counted, WORDS.date].entries()) {
      const spot = spots[order];
      if (!spot) continue;
      writeLabel(sheet, label, spot.x, under, spot.width);
      drawRule(sheet, spot.x, under - mm(20), spot.width, 0.6, ink);
    }
  }
}

function drawCodes(sheet: Sheet, codes: readonly string[], first: number, top: number, rows: number): void {
  const { ink, quiet } = sheet.palette;
  const width = CONTENT_WIDTH / COLUMNS;
  const number: Style = { face: 'regular', size: 8.5, colour: quiet };
  const strong: Style = { face: 'bold', size: 11.5, colour: ink, tracking: 0.03 };
  for (const [at, code] of codes.entries()) {
    const x = MARGIN + Math.floor(at / rows) * width;
    const y = top - ((at % rows) + 1) * ROW;
    writeLine(sheet, String(first + at), x + mm(8), y, number, 'right');
    drawOutline(sheet, x + mm(11), y + BOX - 1, BOX, BOX, 0.6, ink);
    writeLine(sheet, formatCode(code), x + mm(17), y, strong);
  }
}

type Page = { readonly first: number; readonly codes: readonly string[]; readonly last: boolean };

function drawPage(book: Book<BundleSlip>, { first, codes, last }: Page, rows: number): void {
  const sheet = book.addPage();
  const { about } = book;
  const header = headerBlock(sheet, about.office);
  const top = PAGE.height - mm(14);
  header.draw(top);
  const what = `${WORDS.bundle(about.number, about.round)} · ${WORDS.scripts(about.codes.length)}`;
  const title = titleBlock(
    sheet,
    {
      title: WORDS.title,
      exam: about.paper,
      subtitle: [`${about.sitting.fr} · ${what}`, about.sitting.en ?? about.sitting.fr],
    },
    0.9,
  );
  const under = top - header.height - 10;
  title.draw(under);
  drawCodes(sheet, codes, first, under - title.height - 8, rows);
  if (last) drawSigning(sheet, FOOT + 14 + SIGN);
  const quiet: Style = { face: 'regular', size: 8, colour: sheet.palette.quiet };
  writeLine(sheet, about.title, MARGIN, FOOT, quiet);
  writeLine(sheet, formatLongDate(about.printedOn, 'fr'), PAGE.width - MARGIN, FOOT, quiet, 'right');
}

/** Rows of codes under the title of a page, above the place to sign. */
const ROWS = 22;

/** The slip that goes with a packet: its codes in order with a box to tick each, and where to sign. */
export async function renderBundleSlipV1(slip: BundleSlip, assets: DocumentAssets): Promise<Uint8Array> {
  const book = await openBook(slip, assets);
  const held = COLUMNS * ROWS;
  for (let start = 0; start < Math.max(1, slip.codes.length); start += held) {
    const codes = slip.codes.slice(start, start + held);
    const rows = Math.min(ROWS, Math.max(1, Math.ceil(codes.length / COLUMNS)));
    drawPage(book, { first: start + 1, codes, last: start + held >= slip.codes.length }, rows);
  }
  return book.close();
}
