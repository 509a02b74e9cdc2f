import { coarsenOutline, partsOf } from './coarsen-outline.ts';
import type { FontFile } from './read-font.ts';

/**
 * Units of a font for one of a page's program: 512 to the em, or 256 for a face that is only set small. Either is about a
 * twentieth of a point at the largest size used.
 */
export type Divisor = 4 | 8;

/** Number on pages, and glyph of the font. */
export type Numbered = readonly [number: number, glyph: number];

const coarse = new WeakMap<FontFile, Map<number, Uint8Array>>();

function outlineOf(font: FontFile, glyph: number, divisor: Divisor): Uint8Array {
  const known = coarse.get(font) ?? new Map<number, Uint8Array>();
  coarse.set(font, known);
  const found = known.get(glyph);
  if (found) return found;
  const made = coarsenOutline(font.outline(glyph), divisor);
  known.set(glyph, made);
  return made;
}

/** The glyphs asked for, then every part they are made of, numbered after them. */
function withParts(font: FontFile, asked: readonly Numbered[], divisor: Divisor): Map<number, number> {
  const numbers = new Map<number, number>([[0, 0]]);
  let last = 0;
  for (const [number, glyph] of asked) {
    numbers.set(glyph, number);
    last = Math.max(last, number);
  }
  const add = (glyph: number) => {
    if (numbers.has(glyph)) return;
    last += 1;
    numbers.set(glyph, last);
    visit(glyph);
  };
  const visit = (glyph: number) => {
    for (const part of partsOf(outlineOf(font, glyph, divisor))) add(part.glyph);
  };
  for (const [, glyph] of asked) visit(glyph);
  return numbers;
}

function renumbered(outline: Uint8Array, numbers: ReadonlyMap<number, number>): Uint8Array {
  const parts = partsOf(outline);
  if (parts.length === 0) return outline;
  const copy = Uint8Array.from(outline);
  const view = new DataView(copy.buffer);
  for (const { at, glyph } of parts) view.setUint16(at, numbers.get(glyph) ?? 0);
  return copy;
}

/**
 * A font program with these glyphs alone, under the numbers pages call them by. Only what drawing needs: no characters,
 * no names, no layout.
 */
export function cutFont(font: FontFile, asked: readonly Numbered[], divisor: Divisor): Uint8Array {
  const numbers = withParts(font, asked, divisor);
  const kept = [...numbers].sort(([, one], [, other]) => one - other);
  const count = (kept.at(-1)?.[1] ?? 0) + 1;
  const starts = new DataView(new ArrayBuffer(2 * (count + 1)));
  const metrics = new DataView(new ArrayBuffer(4 * count));
  const bearing = new DataView(font.table('hmtx').buffer, font.table('hmtx').byteOffset);
  const outlines: Uint8Array[] = [];
  let [length, next] = [0, 0];
  for (const [glyph, number] of kept) {
    for (; next <= number; next += 1) starts.setUint16(2 * next, length / 2);
    const outline = renumbered(outlineOf(font, glyph, divisor), numbers);
    metrics.setUint16(4 * number, Math.round((font.advances[glyph] ?? 0) / divisor));
    // Readers shift an outline by the difference between its bearing and its left edge: there is none.
    const edge = outline.length > 0 ? new DataView(outline.buffer, outline.byteOffset).getInt16(2) : 0;
    metrics.setInt16(4 * number + 2, outline.length > 0 ? edge : bearing.getInt16(4 * glyph + 2));
    outlines.push(outline);
    length += outline.length + (outline.length % 2);
    if (outline.length % 2 === 1) outlines.push(new Uint8Array(1));
  }
  for (; next <= count; next += 1) starts.setUint16(2 * next, length / 2);
  if (length > 2 * 0xffff) throw new RangeError('too many outlines for one page');
  return assemble([
    ['glyf', outlines, length],
    ...measureTables(font, count, divisor),
    ['hmtx', [new Uint8Array(metrics.buffer)], metrics.byteLength],
    ['loca', [new Uint8Array(starts.buffer)], starts.byteLength],
  ]);
}

function measureTables(font: FontFile, count: number, divisor: Divisor): Table[] {
  const [head, hhea, maxp] = ['head', 'hhea', 'maxp'].map((tag) => Uint8Array.from(font.table(tag)));
  if (!head || !hhea || !maxp) throw new RangeError('the font is not whole');
  const view = new DataView(head.buffer);
  view.setUint16(18, font.unitsPerEm / divisor);
  for (const at of [36, 38, 40, 42]) view.setInt16(at, Math.round(view.getInt16(at) / divisor));
  view.setInt16(50, 0);
  const lines = new DataView(hhea.buffer);
  for (const at of [4, 6, 8, 10, 12, 14, 16]) lines.setInt16(at, Math.round(lines.getInt16(at) / divisor));
  lines.setUint16(34, count);
  new DataView(maxp.buffer).setUint16(4, count);
  return [
    ['head', [head], head.length],
    ['hhea', [hhea], hhea.length],
    ['maxp', [maxp], maxp.length],
  ];
}

type Table = readonly [tag: string, parts: readonly Uint8Array[], length: number];

/** The tables one after the other behind their directory; checksums stay zero, which no reader of pages looks at. */
function assemble(tables: readonly Table[]): Uint8Array {
  const padded = (length: number) => (length + 3) & ~3;
  const room = tables.reduce((sum, [, , length]) => sum + padded(length), 12 + 16 * tables.length);
  const bytes = new Uint8Array(room);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, 0x00010000);
  view.setUint16(4, tables.length);
  let at = 12 + 16 * tables.length;
  tables.forEach(([tag, parts, length], index) => {
    const entry = 12 + 16 * index;
    for (let letter = 0; letter < 4; letter += 1) view.setUint8(entry + letter, tag.charCodeAt(letter));
    view.setUint32(entry + 8, at);
    view.setUint32(entry + 12, length);
    let start = at;
    for (const part of parts) {
      bytes.set(part, start);
      start += part.length;
    }
    at += padded(length);
  });
  return bytes;
}
