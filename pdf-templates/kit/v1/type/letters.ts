import type { DocumentAssets } from '../../../assets.ts';
import { characterMap } from './character-map.ts';
import { type SetLine, setLine } from './set-line.ts';
import { makeTypeface, type Typeface } from './typeface.ts';

export type FaceName = 'regular' | 'bold' | 'italic';

/** All a page needs to set text; made once for each set of fonts. */
export type Letters = {
  readonly faces: readonly Typeface[];
  readonly set: (text: string, face: FaceName) => SetLine;
};

/** Lines kept, because labels and the names of papers come back on every document; then all are forgotten. */
const MOST_LINES = 4096;
const known = new WeakMap<DocumentAssets['fonts'], Letters>();

export function lettersOf({ fonts, compress }: Pick<DocumentAssets, 'fonts' | 'compress'>): Letters {
  const made = known.get(fonts);
  if (made) return made;
  const small = (bytes: Uint8Array) => compress(bytes, 6);
  const usual = { compress: small, usual: compress(characterMap([]), 9) };
  const regular = makeTypeface('R', 'PalmaresBook-Regular', fonts.regular, usual);
  const bold = makeTypeface('B', 'PalmaresBook-Bold', fonts.bold, usual);
  const italic = makeTypeface('I', 'PalmaresBook-Italic', fonts.italic, usual);
  const arabic = makeTypeface('A', 'PalmaresArabic-Regular', fonts.arabic, usual);
  const arabicBold = makeTypeface('AB', 'PalmaresArabic-Bold', fonts.arabicBold, usual);
  const pairs = { regular: [regular, arabic], italic: [italic, arabic], bold: [bold, arabicBold] } as const;
  const lines = { regular: new Map(), bold: new Map(), italic: new Map() } satisfies Record<
    FaceName,
    Map<string, SetLine>
  >;
  const set = (text: string, face: FaceName): SetLine => {
    const kept: Map<string, SetLine> = lines[face];
    const found = kept.get(text);
    if (found) return found;
    if (kept.size >= MOST_LINES) kept.clear();
    const line = setLine(text, ...pairs[face]);
    kept.set(text, line);
    return line;
  };
  const letters = { faces: [regular, bold, italic, arabic, arabicBold], set };
  known.set(fonts, letters);
  return letters;
}
