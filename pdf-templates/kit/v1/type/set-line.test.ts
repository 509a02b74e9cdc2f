import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { ARABIC_RANGES } from '#app/domain/documents/check-printable.ts';
import { loadDocumentAssets } from '../../../load-assets.server.ts';
import { type Letters, lettersOf } from './letters.ts';
import { inVisualOrder, isArabic } from './set-line.ts';

const CASES = join(process.cwd(), '..', 'shared', 'cases');
const UNICODE = join(CASES, 'unicode-tests');
let letters: Letters;
beforeAll(async () => {
  letters = lettersOf(await loadDocumentAssets());
});

const glyphsOf = (text: string) =>
  letters.set(text, 'regular').stretches.flatMap(({ glyphs }) => [...glyphs]);

describe('a line', () => {
  it('of plain letters is looked up, as wide as its letters together', () => {
    const line = letters.set('Zinder', 'regular');
    expect(line.stretches).toHaveLength(1);
    expect(line.letters).toBe(6);
    const one = [...'Zinder'].map((letter) => letters.set(letter, 'regular').width);
    expect(line.width).toBeCloseTo(
      one.reduce((sum, width) => sum + width, 0),
      9,
    );
  });

  it('with an accent that joins no letter is as wide as without it', () => {
    expect(letters.set('Kɔ\u0301ku', 'bold').width).toBeCloseTo(letters.set('Kɔku', 'bold').width, 3);
  });

  it('in Arabic joins its letters: a word has other glyphs than its letters alone', () => {
    const alone = [...'محمد'].flatMap((letter) => glyphsOf(letter));
    expect(glyphsOf('محمد')).not.toEqual(alone.reverse());
    expect(letters.set('محمد', 'regular').arabic).toBe(true);
  });

  it('of both scripts keeps figures from left to right inside Arabic', () => {
    const { stretches } = letters.set('محمد 12', 'regular');
    const [first] = stretches;
    expect(first?.face.key).toBe('R');
    expect(first?.glyphs).toEqual(glyphsOf('12'));
  });
});

type Order = { readonly levels: readonly (number | undefined)[]; readonly order: readonly number[] };

/** Rows of BidiCharacterTest.txt: code points; asked and found direction; levels; visual order. */
function orders(): Order[] {
  const text = gunzipSync(readFileSync(join(UNICODE, 'BidiCharacterTest.txt.gz'))).toString('utf8');
  return text.split('\n').flatMap((line) => {
    const [codes, , , levels, order] = line.split(';');
    if (!codes || line.startsWith('#') || levels === undefined || order === undefined) return [];
    const given = levels.split(' ').map((level) => (level === 'x' ? undefined : Number(level)));
    return [{ levels: given, order: order.trim() === '' ? [] : order.trim().split(' ').map(Number) }];
  });
}

it.skipIf(!existsSync(UNICODE))(
  'runs stand in the visual order of every line of BidiCharacterTest (skipped where ../shared/cases is absent)',
  () => {
    const all = orders();
    expect(all.length).toBeGreaterThan(90_000);
    const wrong = all.filter(({ levels, order }) => {
      const pieces = levels.flatMap((level, at) => (level === undefined ? [] : [{ level, at }]));
      return (
        inVisualOrder(pieces)
          .map(({ at }) => at)
          .join() !== order.join()
      );
    });
    expect(wrong).toHaveLength(0);
  },
);

it.skipIf(!existsSync(UNICODE))(
  'letters that Unicode says join both sides take another form in the middle (skipped where ../shared/cases is absent)',
  () => {
    const rows = readFileSync(join(UNICODE, 'ArabicShaping.txt'), 'utf8').matchAll(
      /^([0-9A-F]{4}); [^;]+; ([A-Z]);/gm,
    );
    const checked: string[] = [];
    for (const [, code = '', type] of rows) {
      const point = Number.parseInt(code, 16);
      if (!isArabic(point) || (type !== 'D' && type !== 'R')) continue;
      const letter = String.fromCodePoint(point);
      const count = (text: string) => glyphsOf(text).join();
      // After beh, a letter that joins to its right takes its final form; before one, beh joins only if asked to.
      const joined = count(`ب${letter}`) !== [...glyphsOf(letter), ...glyphsOf('ب')].join();
      if (!joined) checked.push(code);
    }
    expect(checked).toEqual([]);
    expect(ARABIC_RANGES.length).toBeGreaterThan(5);
  },
);

it.skipIf(!existsSync(CASES))(
  'every Arabic name of the public lists is set (skipped where ../shared/cases is absent)',
  () => {
    const text = readFileSync(join(CASES, 'names', 'faker_locales.json'), 'utf8');
    const names = [...new Set(text.match(/[\u0621-\u064a][\u0621-\u0652 ]+[\u0621-\u064a]/g) ?? [])];
    expect(names.length).toBeGreaterThan(100);
    for (const name of names) expect(letters.set(name, 'bold').width, name).toBeGreaterThan(0);
  },
);
