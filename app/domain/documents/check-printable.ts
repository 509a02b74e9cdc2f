type Ranges = readonly (readonly [first: number, last: number])[];

/**
 * The Latin characters the committed document fonts hold, as inclusive ranges: the letters of French, Hausa, Zarma,
 * Tamasheq, Fulfulde, Fon and Yoruba, and the punctuation of names. The fonts are cut to this list and the next two, and
 * a test proves that each holds all of it.
 */
export const PRINTABLE_RANGES: Ranges = [
  [0x0020, 0x007e],
  [0x00a0, 0x00ac],
  [0x00ae, 0x0148],
  [0x014a, 0x024f],
  [0x0253, 0x0257],
  [0x0259, 0x025c],
  [0x0260, 0x0260],
  [0x0263, 0x0263],
  [0x0266, 0x0266],
  [0x0268, 0x0269],
  [0x026f, 0x026f],
  [0x0272, 0x0272],
  [0x0275, 0x0275],
  [0x0280, 0x0280],
  [0x0283, 0x0283],
  [0x0289, 0x028c],
  [0x0292, 0x0292],
  [0x02b9, 0x02bf],
  [0x02c8, 0x02c8],
  [0x1e00, 0x1e99],
  [0x1e9e, 0x1e9e],
  [0x1ea0, 0x1eff],
  [0x2010, 0x2015],
  [0x2018, 0x201f],
  [0x2020, 0x2022],
  [0x2026, 0x2026],
  [0x202f, 0x202f],
  [0x2032, 0x2033],
  [0x2039, 0x203a],
  [0x20ac, 0x20ac],
  [0x2116, 0x2116],
  [0x2212, 0x2212],
  [0xa78b, 0xa78c],
];

/** Accents that are set over and under letters they have no composed form with, as in Tamasheq and Fon. */
export const MARK_RANGES: Ranges = [
  [0x0300, 0x030c],
  [0x030f, 0x030f],
  [0x0311, 0x0311],
  [0x0323, 0x0328],
  [0x032d, 0x032e],
  [0x0330, 0x0331],
];

/** Arabic as it is written for names, with vowel signs, figures, and the letters of Hausa and Fulfulde ajami. */
export const ARABIC_RANGES: Ranges = [
  [0x060c, 0x060c],
  [0x061b, 0x061b],
  [0x061f, 0x063f],
  [0x0640, 0x0658],
  [0x0660, 0x0669],
  [0x066e, 0x06d3],
  [0x06d5, 0x06d5],
  [0x06f0, 0x06f9],
  [0x0750, 0x077f],
  [0x08a0, 0x08b2],
];

const EVERYTHING = [...PRINTABLE_RANGES, ...MARK_RANGES, ...ARABIC_RANGES];
const isPrintable = (codePoint: number): boolean =>
  EVERYTHING.some(([first, last]) => codePoint >= first && codePoint <= last);

const hex = (code: number) => `\\u{${code.toString(16)}}`;
const WHOLLY_PRINTABLE = new RegExp(
  `^[${EVERYTHING.map(([first, last]) => `${hex(first)}-${hex(last)}`).join('')}]*$`,
  'u',
);

/** The distinct characters of `text` (after NFC) that no document font holds: such text is refused, never drawn as boxes. */
export function unprintable(text: string): string[] {
  const found = new Set<string>();
  if (WHOLLY_PRINTABLE.test(text)) return [];
  for (const character of text.normalize('NFC')) {
    if (!isPrintable(character.codePointAt(0) ?? 0)) found.add(character);
  }
  return [...found];
}

export type UnprintableField = { readonly path: string; readonly characters: readonly string[] };

/** Every string inside a JSON value that can't be printed, with its path such as `candidate.surname`. */
export function unprintableFields(value: unknown): UnprintableField[] {
  return isWhollyPrintable(value) ? [] : searchFields(value, '');
}

/** Most documents have nothing to refuse: their words are looked at without noting where they stand. */
function isWhollyPrintable(value: unknown): boolean {
  if (typeof value === 'string') return WHOLLY_PRINTABLE.test(value);
  if (typeof value !== 'object' || value === null) return true;
  for (const inner of Object.values(value)) if (!isWhollyPrintable(inner)) return false;
  return true;
}

function searchFields(value: unknown, path: string): UnprintableField[] {
  if (typeof value === 'string') {
    const characters = unprintable(value);
    return characters.length === 0 ? [] : [{ path, characters }];
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => searchFields(inner, path ? `${path}.${key}` : key));
}
