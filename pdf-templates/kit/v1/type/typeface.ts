import { zlibSync } from 'fflate';
import { Blob, Face, Font } from 'harfbuzzjs';
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
  /** Which group of `GROUPS` a glyph belongs to, or `ALONE`. */
  readonly groups: Int8Array;
  readonly cuts: Map<string, FontCut>;
};

/** A font program for some of the glyphs, compressed, and the widths and characters of exactly those. */
export type FontCut = {
  readonly program: Uint8Array;
  /** Of the program before it was compressed. */
  readonly length: number;
  /** Six capitals that tell one cut of a font from another. */
  readonly tag: string;
  /** The widths as an array of a page's file, in thousandths of an em. */
  readonly widths: string;
  /** The map from glyphs to characters, compressed. */
  readonly characters: Uint8Array;
};

/**
 * Letters that are cut together: the first group is in every cut. A page carries the groups its letters lie in, so that
 * a few hundred cuts, each made once, serve all documents; a letter in no group is cut for its page.
 */
const GROUPS = [
  'abcdefghijklmnopqrstuvwxyzéè0123456789 .,:-–’/()°·\u00a0',
  'AEM',
  'CDP',
  'INST',
  'LOR',
  'BFG',
  'HUJ',
  'VZ',
  'KYWXQ',
  'àâêô',
  'çîëïûùœÉ',
] as const;
const ALONE = -1;
/** Cuts kept for each font; then all are forgotten, and made again as they are asked for. */
const MOST_CUTS = 2048;

const NEEDS_SHAPING = /[\p{M}\p{Script=Arabic}]/u;

export function makeTypeface(key: string, name: string, bytes: Uint8Array): Typeface {
  const font = readFont(bytes);
  const quick = new Uint16Array(0x10000);
  const characters = new Map<number, number>();
  for (const [code, glyph] of [...font.glyphs].sort(([one], [other]) => one - other)) {
    if (!NEEDS_SHAPING.test(String.fromCodePoint(code))) quick[code] = glyph;
    if (!characters.has(glyph)) characters.set(glyph, code);
  }
  const groups = new Int8Array(font.advances.length).fill(ALONE);
  GROUPS.forEach((letters, group) => {
    for (const letter of letters) groups[quick[letter.charCodeAt(0)] ?? 0] = group;
  });
  groups[0] = 0;
  const shaper = new Font(new Face(new Blob(bytes)));
  return { key, name, font, quick, shaper, characters, groups, cuts: new Map() };
}

/** The cut a page needs for the glyphs it shows: the same for the same glyphs, whatever was cut before. */
export function cutFor(face: Typeface, used: Iterable<number>): FontCut {
  let mask = 1;
  const alone: number[] = [];
  for (const glyph of used) {
    const group = face.groups[glyph] ?? ALONE;
    if (group === ALONE) alone.push(glyph);
    else mask |= 1 << group;
  }
  alone.sort((one, other) => one - other);
  const key = `${mask} ${alone.join(' ')}`;
  const known = face.cuts.get(key);
  if (known) return known;
  if (face.cuts.size >= MOST_CUTS) face.cuts.clear();
  const cut = makeCut(face, key, glyphsOf(face, mask, alone));
  face.cuts.set(key, cut);
  return cut;
}

function glyphsOf(face: Typeface, mask: number, alone: readonly number[]): number[] {
  const glyphs = [...alone];
  for (let glyph = 1; glyph < face.groups.length; glyph += 1) {
    const group = face.groups[glyph] ?? ALONE;
    if (group !== ALONE && mask & (1 << group)) glyphs.push(glyph);
  }
  return glyphs.sort((one, other) => one - other);
}

function makeCut(face: Typeface, key: string, glyphs: readonly number[]): FontCut {
  const program = cutFont(face.font, glyphs);
  const width = (glyph: number) =>
    Math.round(((face.font.advances[glyph] ?? 0) * 1000) / face.font.unitsPerEm);
  const rows: string[] = [];
  glyphs.forEach((glyph, index) => {
    if (index > 0 && glyphs[index - 1] === glyph - 1) rows.push(` ${width(glyph)}`);
    else rows.push(`${index > 0 ? ']' : ''}${glyph}[${width(glyph)}`);
  });
  return {
    program: zlibSync(program, { level: 9 }),
    length: program.length,
    tag: tagOf(key),
    widths: `[${rows.join('')}${rows.length > 0 ? ']' : ''}]`,
    characters: zlibSync(new TextEncoder().encode(characterMap(face, glyphs)), { level: 9 }),
  };
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

const hex = (code: number) => code.toString(16).padStart(4, '0').toUpperCase();
/** Most entries that one section of the map may have. */
const MOST_ENTRIES = 100;

function characterMap(face: Typeface, glyphs: readonly number[]): string {
  const entries = glyphs.flatMap((glyph) => {
    const code = face.characters.get(glyph);
    return code === undefined ? [] : [`<${hex(glyph)}><${hex(code)}>`];
  });
  const sections: string[] = [];
  for (let at = 0; at < entries.length; at += MOST_ENTRIES) {
    const section = entries.slice(at, at + MOST_ENTRIES);
    sections.push(`${section.length} beginbfchar\n${section.join('\n')}\nendbfchar\n`);
  }
  return `/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def
/CMapName/Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000><FFFF>
endcodespacerange
${sections.join('')}endcmap
CMapName currentdict /CMap defineresource pop
end
end`;
}
