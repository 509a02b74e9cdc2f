import type { DocumentOffice, Wording } from '#app/domain/documents/model.ts';
import { drawEmblem } from './draw-emblem.ts';
import { drawDoubleRule, drawRule } from './draw-ornament.ts';
import { contentWidth, MARGIN, mm, type Sheet, tagged } from './sheet.ts';
import type { Label } from './words.ts';
import {
  type Fitted,
  fitText,
  heightOf,
  LEADING,
  type Style,
  widthOf,
  writeEnglish,
  writeFitted,
  writeLine,
} from './write-text.ts';

/** Something measured and ready to be drawn downwards from `top`. */
export type Block = { readonly height: number; readonly draw: (top: number) => void };

/** Type is set at 10 points times the density; below 0.6 only for the longest names and the most papers together. */
const DENSITIES = [1, 0.95, 0.9, 0.85, 0.8, 0.75, 0.7, 0.65, 0.6, 0.55, 0.5, 0.45, 0.4, 0.35, 0.3];

/**
 * Draws blocks between `top` and `bottom`, made tighter until they fit and then spread by at most twice the gap.
 * @throws RangeError when even the tightest setting overflows: a document is never printed cut off.
 */
export function flowBlocks(
  build: (density: number) => readonly Block[],
  top: number,
  bottom: number,
  gap: number,
): void {
  for (const density of DENSITIES) {
    const blocks = build(density);
    const used = blocks.reduce((sum, block) => sum + block.height, 0) + gap * density * (blocks.length - 1);
    const spare = top - bottom - used;
    if (spare < 0) continue;
    const extra = Math.min(gap, spare / Math.max(1, blocks.length));
    let y = top;
    for (const block of blocks) {
      block.draw(y);
      y -= block.height + gap * density + extra;
    }
    return;
  }
  throw new RangeError('the document does not fit on its page');
}

/** The English of a wording, on a bilingual document that has one unlike the French. */
export function english(sheet: Sheet, wording: Wording): string | undefined {
  return sheet.english && wording.en !== wording.fr ? wording.en : undefined;
}

/** French, then English in quiet italics on the same line if both fit, else below. */
export function wordingBlock(
  sheet: Sheet,
  wording: Wording,
  x: number,
  width: number,
  style: Style,
  smallest: number,
): Block {
  const first = fitText(sheet, wording.fr, width, style, smallest);
  const second = english(sheet, wording);
  if (second === undefined)
    return { height: heightOf(first), draw: (top) => void writeFitted(sheet, first, x, top) };
  const quiet: Style = { face: 'italic', size: first.style.size * 0.84, colour: sheet.palette.quiet };
  const used = widthOf(sheet, first.lines[0] ?? '', first.style) + first.style.size * 0.5;
  if (first.lines.length === 1 && used + widthOf(sheet, second, quiet) <= width) {
    const draw = (top: number) => {
      writeFitted(sheet, first, x, top);
      writeEnglish(sheet, () => writeLine(sheet, second, x + used, top - first.style.size * 0.95, quiet));
    };
    return { height: heightOf(first), draw };
  }
  const below = fitText(sheet, second, width, quiet, smallest * 0.84);
  return {
    height: heightOf(first) + heightOf(below),
    draw: (top) => {
      const under = writeFitted(sheet, first, x, top);
      writeEnglish(sheet, () => writeFitted(sheet, below, x, under));
    },
  };
}

export function writeLabel(
  sheet: Sheet,
  label: Wording,
  x: number,
  top: number,
  width: number,
  size = 7.2,
): void {
  const style: Style = { face: 'regular', size, colour: sheet.palette.quiet };
  wordingBlock(sheet, label, x, width, style, size * 0.7).draw(top);
}

type Centred = {
  readonly fitted: Fitted;
  readonly after: number;
  readonly tag?: 'H1';
  readonly lang?: 'en' | 'ar';
};
type CentredPart = {
  readonly text: string | undefined;
  readonly style: Style;
  readonly smallest: number;
  readonly after: number;
  /** A paragraph unless said otherwise. */
  readonly tag?: 'H1';
  /** Of the words; French unless said otherwise. */
  readonly lang?: 'en' | 'ar';
};

/** Lines one below the other, around the vertical axis `x`. */
export function centredLines(sheet: Sheet, x: number, width: number, parts: readonly CentredPart[]): Block {
  const lines: Centred[] = parts.flatMap(({ text, style, smallest, ...rest }) =>
    text === undefined ? [] : [{ fitted: fitText(sheet, text, width, style, smallest), ...rest }],
  );
  const height = lines.reduce((sum, { fitted, after }) => sum + heightOf(fitted) + after, 0);
  const draw = (top: number) => {
    let y = top;
    for (const { fitted, after, tag = 'P', lang } of lines) {
      const start = y;
      tagged(sheet, tag, () => writeFitted(sheet, fitted, x, start, 'center'), lang && { lang });
      y -= heightOf(fitted) + after;
    }
  };
  return { height, draw };
}

/** Ministry and office on the left, country and motto on the right, the laurel between, a double rule below. */
export function headerBlock(sheet: Sheet, office: DocumentOffice): Block {
  const column = mm(64);
  const { ink, quiet } = sheet.palette;
  const strong: Style = { face: 'bold', size: 9.2, colour: ink };
  const plain: Style = { face: 'regular', size: 8.8, colour: ink };
  const slant: Style = { face: 'italic', size: 8, colour: quiet };
  const side = (x: number, parts: readonly [Wording | undefined, Style][]) =>
    centredLines(
      sheet,
      x,
      column,
      parts.flatMap(([wording, style]) =>
        wording === undefined
          ? []
          : [
              { text: wording.fr, style, smallest: 7, after: english(sheet, wording) ? 0 : 2 },
              { text: english(sheet, wording), style: slant, smallest: 6.4, after: 3, lang: 'en' as const },
            ],
      ),
    );
  const left = side(MARGIN + column / 2, [
    [office.ministry, plain],
    [office.name, strong],
  ]);
  const right = side(sheet.size.width - MARGIN - column / 2, [
    [office.country, strong],
    [office.motto, { ...plain, face: 'italic' }],
  ]);
  const body = Math.max(left.height, right.height, mm(19));
  const draw = (top: number) => {
    left.draw(top);
    right.draw(top);
    drawEmblem(sheet, sheet.size.width / 2, top - mm(9), mm(9.2));
    drawDoubleRule(sheet, MARGIN, top - body - 4, contentWidth(sheet));
  };
  return { height: body + 8, draw };
}

type Heading = {
  readonly title: Label;
  readonly exam: Wording;
  readonly subtitle: readonly [fr: string, en: string];
};

/** The document's name, large; then the examination; then the sitting and series. */
export function titleBlock(sheet: Sheet, heading: Heading, density: number): Block {
  const { accent, ink, quiet } = sheet.palette;
  const scale = Math.max(density, 0.7);
  const slant = (size: number): Style => ({ face: 'italic', size: size * scale, colour: quiet });
  const strong = (size: number, colour: string): Style => ({ face: 'bold', size: size * scale, colour });
  const plain: Style = { face: 'regular', size: 11 * scale, colour: ink };
  const [subtitle, subtitleEn] = heading.subtitle;
  return centredLines(sheet, sheet.size.width / 2, contentWidth(sheet), [
    {
      text: heading.title.fr,
      style: { ...strong(23, accent), tracking: 0.04 },
      smallest: 10,
      after: 0,
      tag: 'H1',
    },
    { text: english(sheet, heading.title), style: slant(11), smallest: 7, after: 3, lang: 'en' },
    { text: heading.exam.fr, style: strong(13, ink), smallest: 8, after: 0 },
    { text: english(sheet, heading.exam), style: slant(9.5), smallest: 6.5, after: 1, lang: 'en' },
    { text: subtitle, style: plain, smallest: 7.5, after: 0 },
    { text: sheet.english ? subtitleEn : undefined, style: slant(9), smallest: 6.5, after: 0, lang: 'en' },
  ]);
}

export type Field = {
  readonly label: Label;
  readonly value: Wording;
  readonly share: number;
  readonly strong?: boolean;
};

/** Labels keep one size: values stay larger than they are until only the longest names and fullest tables are left. */
const valueScale = (density: number): number => (density < 0.5 ? density + 0.3 : Math.max(density, 0.8));

/** Rows of labelled values over hairlines; each field takes its share of the row's twelfths. */
export function fieldsBlock(
  sheet: Sheet,
  rows: readonly (readonly Field[])[],
  density: number,
  x = MARGIN,
  width = contentWidth(sheet),
): Block {
  const scale = valueScale(density);
  const measured = rows.map((row) => {
    let left = x;
    const cells = row.map((field) => {
      const room = (width * field.share) / 12 - 8;
      const size = (field.strong ? 12.5 : 10.5) * scale;
      const style: Style = { face: field.strong ? 'bold' : 'regular', size, colour: sheet.palette.ink };
      const cell = {
        field,
        left,
        room,
        value: wordingBlock(sheet, field.value, left, room, style, 7.6 * scale),
      };
      left += (width * field.share) / 12;
      return cell;
    });
    return { cells, height: 9 + Math.max(...cells.map((cell) => cell.value.height)) + 4 * density };
  });
  const height = measured.reduce((sum, row) => sum + row.height + 4 * density, 0);
  const draw = (top: number) => {
    let y = top;
    for (const row of measured) {
      for (const cell of row.cells) {
        writeLabel(sheet, cell.field.label, cell.left, y, cell.room);
        cell.value.draw(y - 9);
      }
      drawRule(sheet, x, y - row.height, width, 0.5, sheet.palette.hairline);
      y -= row.height + 4 * density;
    }
  };
  return { height, draw };
}

/** Running paragraphs, wrapped at `size`, French then English. */
export function paragraphsBlock(
  sheet: Sheet,
  paragraphs: readonly Wording[],
  x: number,
  width: number,
  size: number,
): Block {
  const style: Style = { face: 'regular', size, colour: sheet.palette.ink };
  const blocks = paragraphs.map((paragraph) => wordingBlock(sheet, paragraph, x, width, style, size));
  const height = blocks.reduce((sum, block) => sum + block.height + size * (LEADING - 1), 0);
  const draw = (top: number) => {
    let y = top;
    for (const block of blocks) {
      block.draw(y);
      y -= block.height + size * (LEADING - 1);
    }
  };
  return { height, draw };
}
