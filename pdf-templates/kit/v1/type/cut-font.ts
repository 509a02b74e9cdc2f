import type { FontFile } from './read-font.ts';

const COMPOSITE = { words: 1, scale: 8, more: 32, twoScales: 64, matrix: 128 } as const;

/** The glyphs a composite outline is put together from. */
function partsOf(outline: Uint8Array): number[] {
  if (outline.length === 0) return [];
  const view = new DataView(outline.buffer, outline.byteOffset, outline.byteLength);
  if (view.getInt16(0) >= 0) return [];
  const parts: number[] = [];
  let at = 10;
  for (let flags: number = COMPOSITE.more; flags & COMPOSITE.more; ) {
    flags = view.getUint16(at);
    parts.push(view.getUint16(at + 2));
    at += 4 + (flags & COMPOSITE.words ? 4 : 2);
    if (flags & COMPOSITE.scale) at += 2;
    else if (flags & COMPOSITE.twoScales) at += 4;
    else if (flags & COMPOSITE.matrix) at += 8;
  }
  return parts;
}

/** The glyphs and every part they are made of, in ascending order; the first glyph always stands for a missing one. */
function withParts(font: FontFile, glyphs: Iterable<number>): number[] {
  const all = new Set([0]);
  const add = (glyph: number) => {
    if (all.has(glyph)) return;
    all.add(glyph);
    for (const part of partsOf(font.outline(glyph))) add(part);
  };
  for (const glyph of glyphs) add(glyph);
  return [...all].sort((one, other) => one - other);
}

/**
 * A font program with these glyphs alone, each under the number it has in the whole font, so that a page reads the same
 * whichever cut it carries. Only what drawing needs: no characters, no names, no layout.
 */
export function cutFont(font: FontFile, glyphs: Iterable<number>): Uint8Array {
  const kept = withParts(font, glyphs);
  const count = (kept.at(-1) ?? 0) + 1;
  const starts = new DataView(new ArrayBuffer(4 * (count + 1)));
  const metrics = new Uint8Array(4 * count);
  const whole = font.table('hmtx');
  const outlines: Uint8Array[] = [];
  let [length, next] = [0, 0];
  for (const glyph of kept) {
    for (; next <= glyph; next += 1) starts.setUint32(4 * next, length);
    const outline = font.outline(glyph);
    metrics.set(whole.subarray(4 * glyph, 4 * glyph + 4), 4 * glyph);
    outlines.push(outline);
    length += outline.length;
  }
  starts.setUint32(4 * count, length);
  const [head, hhea, maxp] = ['head', 'hhea', 'maxp'].map((tag) => Uint8Array.from(font.table(tag)));
  if (!head || !hhea || !maxp) throw new RangeError('the font is not whole');
  new DataView(head.buffer).setInt16(50, 1);
  new DataView(hhea.buffer).setUint16(34, count);
  new DataView(maxp.buffer).setUint16(4, count);
  return assemble([
    ['glyf', outlines, length],
    ['head', [head], head.length],
    ['hhea', [hhea], hhea.length],
    ['hmtx', [metrics], metrics.length],
    ['loca', [new Uint8Array(starts.buffer)], starts.byteLength],
    ['maxp', [maxp], maxp.length],
  ]);
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
