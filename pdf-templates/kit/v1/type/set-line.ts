import bidiFactory from 'bidi-js';
import { BufferFlag, ClusterLevel, Direction, Buffer as ShapingBuffer, shape } from 'harfbuzzjs';
import { ARABIC_RANGES } from '#app/domain/documents/check-printable.ts';
import { textString } from './text-string.ts';
import type { Typeface } from './typeface.ts';

/** A glyph away from where the pen stands, in thousandths of an em: accents, vowel signs, cursive joins. */
export type Placed = {
  readonly glyph: number;
  readonly right: number;
  readonly up: number;
  readonly advance: number;
  /** Whether a cluster of characters begins with it. */
  readonly first: boolean;
  /** The cluster's characters, where its glyph doesn't tell them. */
  readonly said?: string;
};
/** Glyphs of one font, drawn from left to right: all in a row (`shown`), or each in its place. */
export type Stretch = {
  readonly face: Typeface;
  readonly glyphs: readonly number[];
  /** As a string of the page, brackets and all. */
  readonly shown?: string;
  readonly placed?: readonly Placed[];
};
export type SetLine = {
  /** In ems, without tracking. */
  readonly width: number;
  readonly stretches: readonly Stretch[];
  readonly arabic: boolean;
  readonly letters: number;
};

const HEX = Array.from({ length: 0x10000 }, (_, code) => code.toString(16).padStart(4, '0').toUpperCase());
const bidi = bidiFactory();

export const isArabic = (code: number): boolean =>
  ARABIC_RANGES.some(([first, last]) => code >= first && code <= last);

/**
 * The glyphs that print one line of text. Plain letters are looked up; marks and Arabic are ordered by UAX #9 and shaped.
 * @throws RangeError for a character neither font holds
 */
export function setLine(text: string, latin: Typeface, arabic: Typeface): SetLine {
  return setQuickly(text, latin) ?? setShaped(text, latin, arabic);
}

function setQuickly(text: string, face: Typeface): SetLine | undefined {
  const { quick, font, numbers } = face;
  const glyphs: number[] = [];
  let units = 0;
  const codes: number[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const glyph = quick[text.charCodeAt(at)] ?? 0;
    if (glyph === 0) return undefined;
    glyphs.push(glyph);
    units += font.advances[glyph] ?? 0;
    codes.push(numbers[glyph] ?? 0);
  }
  const stretches = glyphs.length === 0 ? [] : [{ face, glyphs, shown: stringOf(codes) }];
  return { width: units / font.unitsPerEm, stretches, arabic: false, letters: glyphs.length };
}

const ESCAPED: Readonly<Record<number, string>> = { 13: '\\r', 40: '\\(', 41: '\\)', 92: '\\\\' };
const LITERAL = Array.from({ length: 128 }, (_, code) => `\0${ESCAPED[code] ?? String.fromCharCode(code)}`);

/** Usual letters are bytes as they are, which compress best; others are hexadecimal. */
function stringOf(codes: readonly number[]): string {
  if (codes.some((code) => code > 127)) return `<${codes.map((code) => HEX[code]).join('')}>`;
  return `(${codes.map((code) => LITERAL[code]).join('')})`;
}

type Piece = { readonly text: string; readonly level: number; readonly face: Typeface };

/** Runs of one direction and one font, in reading order. A space takes the font of what stands before it. */
function itemise(text: string, latin: Typeface, arabic: Typeface): Piece[] {
  const { levels } = bidi.getEmbeddingLevels(text);
  const pieces: Piece[] = [];
  let at = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    const level = levels[at] ?? 0;
    at += character.length;
    const before = pieces.at(-1);
    const follows = before !== undefined && (code === 0x20 || /\p{Mn}/u.test(character)) && !isArabic(code);
    const face = follows ? before.face : isArabic(code) ? arabic : latin;
    if (before && before.level === level && before.face === face) {
      pieces[pieces.length - 1] = { ...before, text: before.text + character };
    } else pieces.push({ text: character, level, face });
  }
  return pieces;
}

/** UAX #9, rule L2: from the highest level down to the lowest odd one, every sequence at it or above is turned round. */
export function inVisualOrder<Run extends { readonly level: number }>(pieces: readonly Run[]): Run[] {
  const order = [...pieces];
  const highest = Math.max(0, ...pieces.map(({ level }) => level));
  for (let level = highest; level > 0; level -= 1) {
    for (let start = 0; start < order.length; start += 1) {
      if ((order[start]?.level ?? 0) < level) continue;
      let end = start;
      while ((order[end]?.level ?? 0) >= level) end += 1;
      order.splice(start, end - start, ...order.slice(start, end).reverse());
      start = end;
    }
  }
  return order;
}

function shapePiece({ text, level, face }: Piece): Placed[] {
  const buffer = new ShapingBuffer();
  buffer.addText(text);
  buffer.setDirection(level % 2 === 1 ? Direction.RTL : Direction.LTR);
  buffer.setScript([...text].some((letter) => isArabic(letter.codePointAt(0) ?? 0)) ? 'Arab' : 'Latn');
  // Every character for itself: readers put right-to-left text in order letter by letter.
  if (level % 2 === 1) buffer.setClusterLevel(ClusterLevel.CHARACTERS);
  buffer.setFlags(BufferFlag.DO_NOT_INSERT_DOTTED_CIRCLE);
  shape(face.shaper, buffer);
  const scale = 1000 / face.font.unitsPerEm;
  const shaped = buffer.getGlyphInfosAndPositions();
  const starts = [...new Set(shaped.map(({ cluster }) => cluster)), text.length].sort((a, b) => a - b);
  return shaped.map(({ codepoint: glyph, cluster, xOffset = 0, yOffset = 0, xAdvance = 0 }, index) => {
    if (glyph === 0) throw new RangeError(`no font holds a character of “${text}”`);
    const first = shaped[index - 1]?.cluster !== cluster;
    const characters = text.slice(cluster, starts[starts.indexOf(cluster) + 1]);
    const alone = first && shaped[index + 1]?.cluster !== cluster;
    const told = alone && characters === String.fromCodePoint(face.characters.get(glyph) ?? 0);
    return {
      glyph,
      right: xOffset * scale,
      up: yOffset * scale,
      advance: xAdvance * scale,
      first,
      ...(first && !told && { said: characters }),
    };
  });
}

function setShaped(text: string, latin: Typeface, arabic: Typeface): SetLine {
  const stretches: Stretch[] = [];
  let [width, letters, holdsArabic] = [0, 0, false];
  for (const piece of inVisualOrder(itemise(text, latin, arabic))) {
    const placed = shapePiece(piece);
    stretches.push({ face: piece.face, placed, glyphs: placed.map(({ glyph }) => glyph) });
    for (const { advance } of placed) {
      width += advance / 1000;
      letters += 1;
    }
    holdsArabic ||= piece.face === arabic;
  }
  return { width, stretches, arabic: holdsArabic, letters };
}

/** The operands of `TJ` with the rises between, so that each glyph stands where shaping put it. */
export function placedOperators(stretch: Stretch, size: number): string {
  if (stretch.shown !== undefined) return `${stretch.shown} Tj`;
  const { face, placed = [] } = stretch;
  const operators: string[] = [];
  let [row, rise, pen, wanted] = ['', 0, 0, 0];
  const flush = () => {
    if (row) operators.push(`[${row}] TJ`);
    row = '';
  };
  const moveTo = (place: number) => {
    const shift = Math.round(place - pen);
    if (shift !== 0) row += -shift;
    pen += shift;
  };
  let saying = false;
  for (const { glyph, right, up, advance, first, said } of placed) {
    if (first && (saying || said !== undefined)) {
      flush();
      if (saying) operators.push('EMC');
      if (said !== undefined) operators.push(`/Span<</ActualText${textString(said)}>>BDC`);
      saying = said !== undefined;
    }
    const height = tidy((up * size) / 1000);
    if (height !== rise) {
      flush();
      operators.push(`${height} Ts`);
      rise = height;
    }
    moveTo(wanted + right);
    row += `<${HEX[face.numbers[glyph] ?? 0]}>`;
    pen += ((face.font.advances[glyph] ?? 0) * 1000) / face.font.unitsPerEm;
    wanted += advance;
  }
  moveTo(wanted);
  flush();
  if (saying) operators.push('EMC');
  if (rise !== 0) operators.push('0 Ts');
  return operators.join(' ');
}

const tidy = (value: number) => Math.round(value * 100) / 100;
