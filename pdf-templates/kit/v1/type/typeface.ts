import { Blob, Face, Font } from 'harfbuzzjs';
import { type Compress, characterMap, LETTERS } from './character-map.ts';
import { cutFont } from './cut-font.ts';
import { type FontFile, readFont } from './read-font.ts';

/** A font ready to set lines with. */
export type Typeface = {
  /** How pages call it. */
  readonly key: string;
  readonly name: string;
  readonly font: FontFile;
  /** Glyphs of the basic plane by code unit; 0 where the font has none or the character needs shaping. */
  readonly quick: Uint16Array;
  readonly shaper: Font;
  /** Which code point a glyph stands for when text is copied from a page. */
  readonly characters: ReadonlyMap<number, number>;
  /** The number pages call a glyph by: usual letters first, so that a page's program is short. */
  readonly numbers: Uint16Array;
  readonly compress: Compress;
  /** The characters of the usual letters, compressed. */
  readonly usual: Uint8Array;
  /** The widths of all usual letters, as an array of a page's file; none in a face without them. */
  readonly usualWidths: string;
  readonly cuts: Map<string, FontCut>;
};

/** A font program for some of the glyphs, compressed, and the widths and characters of those. */
export type FontCut = {
  readonly program: Uint8Array;
  /** Of the program before it was compressed. */
  readonly length: number;
  /** Six capitals that tell one cut of a font from another. */
  readonly tag: string;
  /** Whether it holds usual letters alone. */
  readonly isUsual: boolean;
  /** The widths as an array of a page's file, in thousandths of an em. */
  readonly widths: string;
  /** The map from numbers to characters, compressed. */
  readonly characters: Uint8Array;
};

/** Cuts kept for each font; then all are forgotten, and made again as they are asked for. */
const MOST_CUTS = 1024;

const NEEDS_SHAPING = /[\p{M}\p{Script=Arabic}]/u;

type Usual = { readonly compress: Compress; readonly usual: Uint8Array };

export function makeTypeface(
  key: string,
  name: string,
  bytes: Uint8Array,
  { compress, usual }: Usual,
): Typeface {
  const font = readFont(bytes);
  const quick = new Uint16Array(0x10000);
  const characters = new Map<number, number>();
  for (const [code, glyph] of [...font.glyphs].sort(([one], [other]) => one - other)) {
    if (!NEEDS_SHAPING.test(String.fromCodePoint(code))) quick[code] = glyph;
    if (!characters.has(glyph)) characters.set(glyph, code);
  }
  const shaper = new Font(new Face(new Blob(bytes)));
  const numbers = numberGlyphs(font, quick);
  const usualGlyphs = [...LETTERS].map((letter) => quick[letter.charCodeAt(0)] ?? 0);
  const usualWidths = usualGlyphs.every((glyph) => glyph !== 0)
    ? `[1[${usualGlyphs.map((glyph) => widthOf(font, glyph)).join(' ')}]]`
    : '';
  return {
    key,
    name,
    font,
    quick,
    shaper,
    characters,
    numbers,
    compress,
    usual,
    usualWidths,
    cuts: new Map(),
  };
}

const widthOf = (font: FontFile, glyph: number): number =>
  Math.round(((font.advances[glyph] ?? 0) * 1000) / font.unitsPerEm);

/** The usual letters have the same numbers in every face. */
function numberGlyphs(font: FontFile, quick: Uint16Array): Uint16Array {
  const numbers = new Uint16Array(font.advances.length);
  [...LETTERS].forEach((letter, index) => {
    const glyph = quick[letter.charCodeAt(0)] ?? 0;
    if (glyph !== 0) numbers[glyph] = index + 1;
  });
  let next = LETTERS.length + 1;
  for (let glyph = 1; glyph < numbers.length; glyph += 1) {
    if (numbers[glyph] !== 0) continue;
    numbers[glyph] = next;
    next += 1;
  }
  return numbers;
}

/** The cut for the glyphs a page shows: the same for the same glyphs, whatever was cut before. */
export function cutFor(face: Typeface, used: ReadonlySet<number>): FontCut {
  const glyphs = Uint16Array.from(used).sort();
  const key = glyphs.join();
  const known = face.cuts.get(key);
  if (known) return known;
  if (face.cuts.size >= MOST_CUTS) face.cuts.clear();
  const cut = makeCut(face, key, glyphs);
  face.cuts.set(key, cut);
  return cut;
}

function makeCut(face: Typeface, key: string, glyphs: Uint16Array): FontCut {
  const { font, numbers, compress } = face;
  const numbered = Array.from(glyphs, (glyph): [number, number] => [numbers[glyph] ?? 0, glyph]);
  numbered.sort(([one], [other]) => one - other);
  const program = cutFont(font, numbered, face.key === 'I' ? 8 : 4);
  const unusual = numbered.filter(([number]) => number > LETTERS.length);
  let [widths, last] = ['', 0];
  for (const [number, glyph] of numbered) {
    const width = widthOf(font, glyph);
    widths += last > 0 && number === last + 1 ? ` ${width}` : `${last > 0 ? ']' : ''}${number}[${width}`;
    last = number;
  }
  return {
    program: compress(program),
    length: program.length,
    tag: tagOf(key),
    isUsual: unusual.length === 0,
    widths: `[${widths}${last > 0 ? ']' : ''}]`,
    characters: unusual.length === 0 ? face.usual : compress(characterMap(namedCharacters(face, unusual))),
  };
}

function namedCharacters(face: Typeface, numbered: readonly [number, number][]): [number, number][] {
  return numbered.flatMap(([number, glyph]): [number, number][] => {
    const code = face.characters.get(glyph);
    return code === undefined ? [] : [[number, code]];
  });
}

/** FNV-1a, written in letters. */
function tagOf(key: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < key.length; at += 1) hash = Math.imul(hash ^ key.charCodeAt(at), 0x01000193) >>> 0;
  return Array.from({ length: 6 }, () => {
    const letter = String.fromCharCode(65 + (hash % 26));
    hash = Math.floor(hash / 26);
    return letter;
  }).join('');
}
