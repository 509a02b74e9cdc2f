import { CODE_ALPHABET } from '#app/domain/anonymity/code.ts';

/** What tells who a candidate is, wherever it stands alone: numbers, ids and keys, and whole names in either order. */
export type Secrets = {
  readonly codes: ReadonlySet<string>;
  readonly marks: ReadonlySet<string>;
  readonly names: readonly string[];
};

export type Candidate = {
  readonly marks: readonly (string | null)[];
  readonly surname: string | null;
  readonly givenNames: string | null;
};

/** Text as it is compared: without HTML's way of writing a letter, in one case, blanks as one. */
export function plainText(text: string): string {
  return text
    .replace(/&#x([0-9a-f]{1,6});/gi, (_, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16)))
    .replace(/&#(\d{1,7});/g, (_, digits: string) => String.fromCodePoint(Number(digits)))
    .replaceAll('&amp;', '&')
    .replaceAll('&quot;', '"')
    .normalize('NFKC')
    .replaceAll('\uFFFE', '-')
    .replace(/\s+/gu, ' ')
    .toLowerCase();
}

export function secretsOf(codes: readonly string[], candidates: readonly Candidate[]): Secrets {
  return {
    codes: new Set(codes.map((code) => code.toLowerCase())),
    marks: new Set(
      candidates.flatMap(({ marks }) => marks.flatMap((mark) => (mark ? [plainText(mark)] : []))),
    ),
    names: candidates.flatMap(({ surname, givenNames }) =>
      surname && givenNames
        ? [plainText(`${surname} ${givenNames}`), plainText(`${givenNames} ${surname}`)]
        : [],
    ),
  };
}

const CODE = new RegExp(`[${CODE_ALPHABET}]{4}-?[${CODE_ALPHABET}]{4}`, 'gi');
/** A run of letters, digits and hyphens: a number inside a longer one is another number. */
const WORD = /[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)*/gu;

export type Leak = { readonly code: string; readonly tells: string };

/** A code and what tells who it is, when one text holds both; `undefined` for a text that holds one of them or neither. */
export function findLeak(text: string, { codes, marks, names }: Secrets): Leak | undefined {
  const plain = plainText(text);
  const code = (plain.match(CODE) ?? []).find((found) => codes.has(found.replace('-', '')));
  if (code === undefined) return undefined;
  const mark = (plain.match(WORD) ?? []).find((word) => marks.has(word));
  const tells = mark ?? names.find((name) => plain.includes(name));
  return tells === undefined ? undefined : { code, tells };
}
