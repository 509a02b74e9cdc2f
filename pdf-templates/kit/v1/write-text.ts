import {
  beginText,
  endText,
  type PDFOperator,
  rgb,
  setCharacterSpacing,
  setFillingColor,
  setFontAndSize,
  setStrokingColor,
  setTextMatrix,
  showText,
} from 'pdf-lib';
import { type Face, put, type Sheet } from './sheet.ts';

export type Style = {
  readonly face: Face;
  readonly size: number;
  readonly colour: string;
  /** Space added after each character, in ems. */
  readonly tracking?: number;
};
export type Align = 'left' | 'center' | 'right';

function channels(hex: string) {
  const part = (at: number) => Math.round((Number.parseInt(hex.slice(at, at + 2), 16) / 255) * 1000) / 1000;
  return rgb(part(1), part(3), part(5));
}

export const fill = (hex: string): PDFOperator => setFillingColor(channels(hex));
export const stroke = (hex: string): PDFOperator => setStrokingColor(channels(hex));
/** Coordinates to a hundredth of a point: enough for any printer, and short. */
export const round = (value: number): number => Math.round(value * 100) / 100;

export function widthOf(sheet: Sheet, text: string, style: Style): number {
  const spacing = (style.tracking ?? 0) * style.size * [...text].length;
  return sheet.fonts[style.face].widthOfTextAtSize(text, style.size) + spacing;
}

/** One line with its baseline at `y`; `x` is its left end, centre or right end according to `align`. */
export function writeLine(
  sheet: Sheet,
  text: string,
  x: number,
  y: number,
  style: Style,
  align: Align = 'left',
): void {
  const spacing = (style.tracking ?? 0) * style.size;
  const width = align === 'left' ? 0 : widthOf(sheet, text, style) - spacing;
  const left = align === 'center' ? x - width / 2 : align === 'right' ? x - width : x;
  put(
    sheet,
    beginText(),
    fill(style.colour),
    setFontAndSize(sheet.fontKeys[style.face], round(style.size)),
    setCharacterSpacing(round(spacing)),
    setTextMatrix(1, 0, 0, 1, round(left), round(y)),
    showText(sheet.fonts[style.face].encodeText(text)),
    endText(),
  );
}

/** Lines no wider than `width`: broken at spaces and after hyphens, and inside a word only when it alone is too wide. */
export function breakLines(sheet: Sheet, text: string, width: number, style: Style): string[] {
  const fits = (line: string) => widthOf(sheet, line, style) <= width;
  const lines: string[] = [];
  let line = '';
  for (const piece of text.match(/[^ -]*-+|[^ -]+| +/g) ?? []) {
    if (fits((line + piece).trimEnd())) {
      line += piece;
      continue;
    }
    if (line.trim()) lines.push(line.trimEnd());
    line = piece.trimStart();
    while (line && !fits(line)) {
      let cut = [...line];
      while (cut.length > 1 && !fits(cut.join(''))) cut = cut.slice(0, -1);
      lines.push(cut.join(''));
      line = line.slice(cut.join('').length);
    }
  }
  if (line.trim()) lines.push(line.trimEnd());
  return lines;
}

export type Fitted = { readonly lines: readonly string[]; readonly style: Style };

/** Shrinks a line down to `smallest`, then wraps it there. Whatever its length, no line is wider than `width`. */
export function fitText(sheet: Sheet, text: string, width: number, style: Style, smallest: number): Fitted {
  const natural = widthOf(sheet, text, style);
  if (natural <= width) return { lines: [text], style };
  const size = Math.floor((style.size * width * 20) / natural) / 20;
  if (size >= smallest) return { lines: [text], style: { ...style, size } };
  const small = { ...style, size: Math.min(smallest, style.size) };
  return { lines: breakLines(sheet, text, width, small), style: small };
}

/** Line height of running text. */
export const LEADING = 1.25;

export const heightOf = (fitted: Fitted): number => fitted.lines.length * fitted.style.size * LEADING;

/** Writes fitted lines downwards from `top` and returns where they end. */
export function writeFitted(
  sheet: Sheet,
  fitted: Fitted,
  x: number,
  top: number,
  align: Align = 'left',
): number {
  const { size } = fitted.style;
  fitted.lines.forEach((line, index) => {
    writeLine(sheet, line, x, top - size * (0.95 + index * LEADING), fitted.style, align);
  });
  return top - heightOf(fitted);
}
