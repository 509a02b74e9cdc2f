import { type PDFOperator, rgb, setFillingColor, setStrokingColor } from 'pdf-lib';
import { beginText, holdsElements, type Ink } from './page-ink.ts';
import { type Face, type Sheet, tagged } from './sheet.ts';
import { placedOperators, type SetLine } from './type/set-line.ts';

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
/** A tenth of a point is finer than a printer's dot at the size text is read. */
export const tenth = (value: number): number => Math.round(value * 10) / 10;
/** Coordinates to a hundredth of a point: enough for any printer, and short. */
export const round = (value: number): number => Math.round(value * 100) / 100;

export function widthOf(sheet: Sheet, text: string, style: Style): number {
  const line = sheet.letters.set(text, style.face);
  return (line.width + (style.tracking ?? 0) * line.letters) * style.size;
}

function remembered(write: (hex: string) => PDFOperator): (hex: string) => string {
  const known = new Map<string, string>();
  return (hex) => {
    const found = known.get(hex);
    if (found !== undefined) return found;
    const made = String(write(hex));
    known.set(hex, made);
    return made;
  };
}
export const fillText = remembered(fill);
export const strokeText = remembered(stroke);

/** One line with its baseline at `y`; `x` is its left end, centre or right end according to `align`. */
export function writeLine(
  sheet: Sheet,
  text: string,
  x: number,
  y: number,
  style: Style,
  align: Align = 'left',
): void {
  const line = sheet.letters.set(text, style.face);
  if (line.stretches.length === 0) return;
  const spacing = (style.tracking ?? 0) * style.size;
  const width = align === 'left' ? 0 : line.width * style.size + spacing * (line.letters - 1);
  const left = align === 'center' ? x - width / 2 : align === 'right' ? x - width : x;
  beginText(sheet.ink);
  const { parts } = sheet.ink;
  if (line.arabic) parts.push('/Span<</Lang(ar)>>BDC');
  parts.push(`BT ${tenth(left)} ${tenth(y)} Td`);
  tellStyle(sheet.ink, style.colour, round(spacing));
  for (const stretch of line.stretches) writeStretch(sheet.ink, stretch, round(style.size));
  parts.push(line.arabic ? 'ET EMC' : 'ET');
}

function tellStyle({ told, parts }: Ink, colour: string, spacing: number): void {
  if (told.colour !== colour) parts.push(fillText(colour));
  if ((told.spacing ?? 0) !== spacing || told.font === undefined) parts.push(`${spacing} Tc`);
  told.colour = colour;
  told.spacing = spacing;
}

function writeStretch(ink: Ink, stretch: SetLine['stretches'][number], size: number): void {
  const { face, glyphs } = stretch;
  let used = ink.used.get(face);
  if (!used) {
    used = new Set();
    ink.used.set(face, used);
  }
  for (const glyph of glyphs) used.add(glyph);
  const font = `/${face.key} ${size} Tf`;
  if (ink.told.font !== font) ink.parts.push(font);
  ink.told.font = font;
  ink.parts.push(placedOperators(stretch, size));
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
      let cut: string[] = line.match(/\P{M}\p{M}*|\p{M}+/gu) ?? [];
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

/** What `draw` writes is English: a paragraph of its own, or words inside the cell or heading being written. */
export function writeEnglish(sheet: Sheet, draw: () => void): void {
  tagged(sheet, holdsElements(sheet.ink) ? 'P' : 'Span', draw, { lang: 'en' });
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
  const write = () =>
    fitted.lines.forEach((line, index) => {
      writeLine(sheet, line, x, top - size * (0.95 + index * LEADING), fitted.style, align);
    });
  if (fitted.lines.length > 1 && holdsElements(sheet.ink)) tagged(sheet, 'P', write);
  else write();
  return top - heightOf(fitted);
}
