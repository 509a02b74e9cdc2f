import type { AttendanceRow } from '#app/domain/documents/centre-lists.ts';
import { type Block, writeLabel } from '../../kit/v1/blocks.ts';
import { drawOutline, drawRule } from '../../kit/v1/draw-ornament.ts';
import { CONTENT_WIDTH, MARGIN, mm, type Sheet, tagged } from '../../kit/v1/sheet.ts';
import { type Align, fitText, heightOf, type Style, writeFitted } from '../../kit/v1/write-text.ts';
import { ATTENDANCE } from './words.ts';

const LEAST = mm(8.6);
const BOX = mm(52);
const PAD = 5;

const COLUMNS = [
  { label: ATTENDANCE.seat, width: mm(13), align: 'right' },
  { label: ATTENDANCE.tableNumber, width: mm(27), align: 'left' },
  { label: ATTENDANCE.name, width: CONTENT_WIDTH - mm(13 + 27 + 16) - BOX, align: 'left' },
  { label: ATTENDANCE.series, width: mm(16), align: 'left' },
  { label: ATTENDANCE.signature, width: BOX, align: 'left' },
] as const satisfies readonly { width: number; align: Align; label: object }[];

const leftOf = (at: number): number =>
  MARGIN + COLUMNS.slice(0, at).reduce((sum, { width }) => sum + width, 0);

/** The labels over the columns. */
export function headRow(sheet: Sheet): Block {
  const height = 22;
  const draw = (top: number) =>
    tagged(sheet, 'TR', () => {
      for (const [at, { label, width }] of COLUMNS.entries())
        tagged(sheet, 'TH', () => writeLabel(sheet, label, leftOf(at) + PAD, top - 4, width - 2 * PAD, 7));
      drawRule(sheet, MARGIN, top - height, CONTENT_WIDTH, 1, sheet.palette.accent);
    });
  return { height, draw };
}

/** One candidate and the box they sign in; as high as their name needs. */
export function candidateRow(sheet: Sheet, row: AttendanceRow): Block {
  const { ink, hairline } = sheet.palette;
  const plain: Style = { face: 'regular', size: 10, colour: ink };
  const strong: Style = { ...plain, face: 'bold' };
  const texts = [
    { text: String(row.seat), style: plain },
    { text: row.tableNumber, style: strong },
    { text: row.name, style: plain },
    { text: row.series, style: plain },
  ];
  const cells = texts.map(({ text, style }, at) => {
    const { width = 0, align = 'left' } = COLUMNS[at] ?? {};
    return { fitted: fitText(sheet, text, width - 2 * PAD, style, 6.5), at, width, align };
  });
  const height = Math.max(LEAST, ...cells.map(({ fitted }) => heightOf(fitted) + 5));
  const draw = (top: number) =>
    tagged(sheet, 'TR', () => {
      for (const { fitted, at, width, align } of cells) {
        const x = align === 'right' ? leftOf(at) + width - PAD : leftOf(at) + PAD;
        const under = top - (height - heightOf(fitted)) / 2;
        tagged(sheet, 'TD', () => writeFitted(sheet, fitted, x, under, align));
      }
      drawOutline(sheet, leftOf(COLUMNS.length - 1), top - 1.2, BOX, height - 2.4, 0.5, ink);
      drawRule(sheet, MARGIN, top - height, leftOf(COLUMNS.length - 1) - MARGIN - 4, 0.4, hairline);
    });
  return { height, draw };
}
