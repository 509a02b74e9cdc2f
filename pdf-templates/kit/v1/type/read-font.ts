/** What a page needs of a TrueType font: which glyph draws a character, how wide it is, and its outline. */
export type FontFile = {
  readonly bytes: Uint8Array;
  readonly unitsPerEm: number;
  readonly ascent: number;
  readonly descent: number;
  readonly box: readonly [number, number, number, number];
  /** The glyph of a code point; a character the font lacks is not a key. */
  readonly glyphs: ReadonlyMap<number, number>;
  /** Font units by glyph. */
  readonly advances: Uint16Array;
  readonly table: (tag: string) => Uint8Array;
  /** A glyph's outline as the font keeps it; empty for a space. */
  readonly outline: (glyph: number) => Uint8Array;
};

const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** @throws RangeError when the font lacks a table that is asked for */
export function readFont(bytes: Uint8Array): FontFile {
  const tables = readTables(bytes);
  const table = (tag: string) => {
    const found = tables.get(tag);
    if (!found) throw new RangeError(`the font has no ${tag} table`);
    return found;
  };
  const [head, hhea] = [viewOf(table('head')), viewOf(table('hhea'))];
  const count = viewOf(table('maxp')).getUint16(4);
  const starts = readStarts(viewOf(table('loca')), count, head.getInt16(50) === 1);
  const outlines = table('glyf');
  return {
    bytes,
    unitsPerEm: head.getUint16(18),
    ascent: hhea.getInt16(4),
    descent: hhea.getInt16(6),
    box: [head.getInt16(36), head.getInt16(38), head.getInt16(40), head.getInt16(42)],
    glyphs: readCharacters(table('cmap')),
    advances: readAdvances(viewOf(table('hmtx')), hhea.getUint16(34), count),
    table,
    outline: (glyph) => outlines.subarray(starts[glyph] ?? 0, starts[glyph + 1] ?? 0),
  };
}

function readTables(bytes: Uint8Array): Map<string, Uint8Array> {
  const view = viewOf(bytes);
  const tables = new Map<string, Uint8Array>();
  for (let index = 0; index < view.getUint16(4); index += 1) {
    const at = 12 + 16 * index;
    const tag = String.fromCharCode(...bytes.subarray(at, at + 4));
    const start = view.getUint32(at + 8);
    tables.set(tag, bytes.subarray(start, start + view.getUint32(at + 12)));
  }
  return tables;
}

function readStarts(loca: DataView, count: number, long: boolean): Uint32Array {
  return Uint32Array.from({ length: count + 1 }, (_, glyph) =>
    long ? loca.getUint32(4 * glyph) : 2 * loca.getUint16(2 * glyph),
  );
}

function readAdvances(hmtx: DataView, metrics: number, count: number): Uint16Array {
  return Uint16Array.from({ length: count }, (_, glyph) => hmtx.getUint16(4 * Math.min(glyph, metrics - 1)));
}

/** The Windows Unicode table of the basic plane (format 4): our fonts hold nothing beyond it. */
function readCharacters(bytes: Uint8Array): Map<number, number> {
  const view = viewOf(bytes);
  const glyphs = new Map<number, number>();
  for (let index = 0; index < view.getUint16(2); index += 1) {
    const start = view.getUint32(8 + 8 * index);
    if (view.getUint16(start) !== 4) continue;
    const twice = view.getUint16(start + 6);
    for (let at = 0; at < twice; at += 2) {
      const last = view.getUint16(start + 14 + at);
      const first = view.getUint16(start + 16 + twice + at);
      const delta = view.getUint16(start + 16 + 2 * twice + at);
      const where = start + 16 + 3 * twice + at;
      const offset = view.getUint16(where);
      for (let code = first; code <= last && code !== 0xffff; code += 1) {
        const plain = offset === 0 ? code : view.getUint16(where + offset + 2 * (code - first));
        const glyph = plain === 0 ? 0 : (plain + delta) & 0xffff;
        if (glyph !== 0) glyphs.set(code, glyph);
      }
    }
  }
  return glyphs;
}
