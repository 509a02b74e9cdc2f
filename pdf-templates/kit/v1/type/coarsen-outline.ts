const FLAG = { onCurve: 1, shortX: 2, shortY: 4, repeat: 8, sameX: 16, sameY: 32 } as const;
const COMPOSITE = { words: 1, offsets: 2, scale: 8, more: 32, twoScales: 64, matrix: 128 } as const;

type Points = {
  readonly ends: number[];
  readonly flags: number[];
  readonly x: number[];
  readonly y: number[];
};

const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/**
 * The outline of a simple or composite glyph with every measure divided by `divisor` and rounded: smaller steps are
 * written in fewer bytes.
 */
export function coarsenOutline(outline: Uint8Array, divisor: number): Uint8Array {
  if (outline.length === 0) return outline;
  const contours = viewOf(outline).getInt16(0);
  return contours < 0
    ? coarsenComposite(outline, divisor)
    : writePoints(readPoints(outline, contours), divisor);
}

/** Where a composite outline names the glyphs it is put together from; none for a simple one. */
export function partsOf(outline: Uint8Array): { readonly at: number; readonly glyph: number }[] {
  if (outline.length === 0 || viewOf(outline).getInt16(0) >= 0) return [];
  const view = viewOf(outline);
  const parts: { at: number; glyph: number }[] = [];
  let at = 10;
  for (let flags: number = COMPOSITE.more; flags & COMPOSITE.more; ) {
    flags = view.getUint16(at);
    parts.push({ at: at + 2, glyph: view.getUint16(at + 2) });
    at += 4 + (flags & COMPOSITE.words ? 4 : 2) + matrixBytes(flags);
  }
  return parts;
}

function matrixBytes(flags: number): number {
  if (flags & COMPOSITE.scale) return 2;
  if (flags & COMPOSITE.twoScales) return 4;
  return flags & COMPOSITE.matrix ? 8 : 0;
}

function coarsenComposite(outline: Uint8Array, divisor: number): Uint8Array {
  const copy = Uint8Array.from(outline);
  const view = viewOf(copy);
  const divide = (at: number) => view.setInt16(at, Math.round(view.getInt16(at) / divisor));
  for (const at of [2, 4, 6, 8]) divide(at);
  let at = 10;
  for (let flags: number = COMPOSITE.more; flags & COMPOSITE.more; ) {
    flags = view.getUint16(at);
    at += 4;
    const words = (flags & COMPOSITE.words) !== 0;
    if (flags & COMPOSITE.offsets) {
      for (const part of [0, 1]) {
        if (words) divide(at + 2 * part);
        else view.setInt8(at + part, Math.round(view.getInt8(at + part) / divisor));
      }
    }
    at += (words ? 4 : 2) + matrixBytes(flags);
  }
  return copy;
}

function readPoints(outline: Uint8Array, contours: number): Points {
  const view = viewOf(outline);
  const ends = Array.from({ length: contours }, (_, index) => view.getUint16(10 + 2 * index));
  const count = (ends.at(-1) ?? -1) + 1;
  let at = 10 + 2 * contours;
  at += 2 + view.getUint16(at);
  const flags: number[] = [];
  while (flags.length < count) {
    const flag = view.getUint8(at);
    at += 1;
    flags.push(flag);
    if (!(flag & FLAG.repeat)) continue;
    for (let left = view.getUint8(at); left > 0; left -= 1) flags.push(flag);
    at += 1;
  }
  const read = (short: number, same: number) => {
    let place = 0;
    return flags.map((flag) => {
      if (flag & short) {
        place += flag & same ? view.getUint8(at) : -view.getUint8(at);
        at += 1;
      } else if (!(flag & same)) {
        place += view.getInt16(at);
        at += 2;
      }
      return place;
    });
  };
  const x = read(FLAG.shortX, FLAG.sameX);
  return { ends, flags, x, y: read(FLAG.shortY, FLAG.sameY) };
}

/** One coordinate's steps: their bytes, and the bits that tell how each is written. */
function writeSteps(
  places: readonly number[],
  short: number,
  same: number,
): [bytes: number[], bits: number[]] {
  const bytes: number[] = [];
  let before = 0;
  const bits = places.map((place) => {
    const step = place - before;
    before = place;
    if (step === 0) return same;
    if (Math.abs(step) > 255) {
      bytes.push((step >> 8) & 0xff, step & 0xff);
      return 0;
    }
    bytes.push(Math.abs(step));
    return step > 0 ? short | same : short;
  });
  return [bytes, bits];
}

function writePoints({ ends, flags, x, y }: Points, divisor: number): Uint8Array {
  const divide = (places: readonly number[]) => places.map((place) => Math.round(place / divisor));
  const [across, up] = [divide(x), divide(y)];
  const [xBytes, xBits] = writeSteps(across, FLAG.shortX, FLAG.sameX);
  const [yBytes, yBits] = writeSteps(up, FLAG.shortY, FLAG.sameY);
  const told = flags.map((flag, index) => (flag & FLAG.onCurve) | (xBits[index] ?? 0) | (yBits[index] ?? 0));
  const flagBytes: number[] = [];
  for (let at = 0; at < told.length; ) {
    const flag = told[at] ?? 0;
    let same = 1;
    while (same < 256 && told[at + same] === flag) same += 1;
    if (same > 1) flagBytes.push(flag | FLAG.repeat, same - 1);
    else flagBytes.push(flag);
    at += same;
  }
  const head = 10 + 2 * ends.length + 2;
  const length = head + flagBytes.length + xBytes.length + yBytes.length;
  const outline = new Uint8Array(length + (length % 2));
  const view = viewOf(outline);
  view.setInt16(0, ends.length);
  view.setInt16(2, Math.min(...across));
  view.setInt16(4, Math.min(...up));
  view.setInt16(6, Math.max(...across));
  view.setInt16(8, Math.max(...up));
  ends.forEach((end, index) => {
    view.setUint16(10 + 2 * index, end);
  });
  outline.set(flagBytes, head);
  outline.set(xBytes, head + flagBytes.length);
  outline.set(yBytes, head + flagBytes.length + xBytes.length);
  return outline;
}
