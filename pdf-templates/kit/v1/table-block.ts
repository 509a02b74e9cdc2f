import type { Wording } from '#app/domain/documents/model.ts';
import { type Block, english, wordingBlock } from './blocks.ts';
import { drawBox, drawRule } from './draw-ornament.ts';
import { contentWidth, MARGIN, type Sheet, tagged } from './sheet.ts';
import {
  type Align,
  fitText,
  type Style,
  widthOf,
  writeEnglish,
  writeFitted,
  writeLine,
} from './write-text.ts';

export type Column = { readonly title: Wording; readonly share: number; readonly align: Align };
/** `group` is a heading across the table, `total` a sum below a rule. */
export type TableRow = {
  readonly look: 'plain' | 'group' | 'subtotal' | 'total';
  readonly cells: readonly (Wording | string)[];
};

const PAD = 6;

type Cell = { readonly height: number; readonly draw: (top: number) => void };

function cellBlock(
  sheet: Sheet,
  content: Wording | string,
  x: number,
  width: number,
  align: Align,
  style: Style,
): Cell {
  const room = width - 2 * PAD;
  if (align === 'left') {
    const wording = typeof content === 'string' ? { fr: content } : content;
    return wordingBlock(sheet, wording, x + PAD, room, style, style.size * 0.75);
  }
  const text = typeof content === 'string' ? content : content.fr;
  const second = typeof content === 'string' ? undefined : english(sheet, content);
  const quiet: Style = { ...style, face: 'italic', size: style.size * 0.84, colour: sheet.palette.quiet };
  const used = second === undefined ? 0 : widthOf(sheet, second, quiet) + style.size * 0.5;
  if (second !== undefined && align === 'right' && used + widthOf(sheet, text, style) <= room) {
    const baseline = (top: number) => top - style.size * 0.95;
    const draw = (top: number) => {
      writeLine(sheet, text, x + width - PAD - used, baseline(top), style, 'right');
      writeEnglish(sheet, () => writeLine(sheet, second, x + width - PAD, baseline(top), quiet, 'right'));
    };
    return { height: style.size * 1.25, draw };
  }
  const fitted = fitText(sheet, text, room, style, style.size * 0.6);
  const at = align === 'right' ? x + width - PAD : x + width / 2;
  return {
    height: fitted.lines.length * fitted.style.size * 1.25,
    draw: (top) => void writeFitted(sheet, fitted, at, top, align),
  };
}

function rowStyle(sheet: Sheet, look: TableRow['look'] | 'head', density: number): Style {
  const { ink, accent, quiet } = sheet.palette;
  const size = 10 * density;
  switch (look) {
    case 'head':
      return { face: 'regular', size: 7.4 * Math.max(density, 0.8), colour: quiet };
    case 'group':
      return { face: 'bold', size: 9 * density, colour: accent };
    case 'subtotal':
      return { face: 'italic', size, colour: ink };
    case 'total':
      return { face: 'bold', size: 10.5 * density, colour: ink };
    default:
      return { face: 'regular', size, colour: ink };
  }
}

/** Heads of columns, and a heading across the whole table, are told apart from what is in the cells. */
function drawCell(sheet: Sheet, look: TableRow['look'] | 'head', columns: number, draw: () => void): void {
  if (look === 'head') tagged(sheet, 'TH', draw, { heads: 'column' });
  else if (look === 'group') tagged(sheet, 'TH', draw, { across: columns });
  else tagged(sheet, 'TD', draw);
}

/** A ruled table as wide as the text, its figures aligned; tighter as `density` falls. */
export function tableBlock(
  sheet: Sheet,
  columns: readonly Column[],
  rows: readonly TableRow[],
  density: number,
): Block {
  const shares = columns.reduce((sum, column) => sum + column.share, 0);
  const all = [{ look: 'head' as const, cells: columns.map((column) => column.title) }, ...rows];
  const measured = all.map((row) => {
    const style = rowStyle(sheet, row.look, density);
    let x = MARGIN;
    const cells = row.cells.map((content, index) => {
      const column = columns[index];
      const width =
        row.look === 'group' ? contentWidth(sheet) : (contentWidth(sheet) * (column?.share ?? 0)) / shares;
      const cell = cellBlock(sheet, content, x, width, column?.align ?? 'left', style);
      x += width;
      return cell;
    });
    const pad = (row.look === 'plain' ? 2.3 : 3) * density;
    return { look: row.look, cells, pad, height: Math.max(...cells.map((cell) => cell.height)) + 2 * pad };
  });
  const height = measured.reduce((sum, row) => sum + row.height, 0);
  const draw = (top: number) => tagged(sheet, 'Table', () => drawRows(top));
  const drawRows = (top: number) => {
    const { ink, hairline, accent } = sheet.palette;
    let y = top;
    for (const row of measured) {
      if (row.look === 'group') drawBox(sheet, MARGIN, y, contentWidth(sheet), row.height, '#eef1ea');
      if (row.look === 'total') drawRule(sheet, MARGIN, y, contentWidth(sheet), 0.8, ink);
      const from = y - row.pad;
      tagged(sheet, 'TR', () => {
        for (const cell of row.cells) drawCell(sheet, row.look, columns.length, () => cell.draw(from));
      });
      y -= row.height;
      if (row.look === 'head') drawRule(sheet, MARGIN, y, contentWidth(sheet), 1, accent);
      else drawRule(sheet, MARGIN, y, contentWidth(sheet), 0.4, hairline);
    }
    drawRule(sheet, MARGIN, y, contentWidth(sheet), 0.8, ink);
  };
  return { height, draw };
}
