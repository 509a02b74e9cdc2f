/** Crockford's base 32: no I, L, O or U, so that what is copied by hand is read back as it was written. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

export const REFERENCE_LENGTH = 8;
export const ACCESS_CODE_LENGTH = 12;

/** One character a byte: 32 divides 256, so that uniform bytes make uniform characters. */
export function charactersOf(bytes: Uint8Array): string {
  return [...bytes].map((byte) => ALPHABET.charAt(byte & 31)).join('');
}

/**
 * What somebody typed for a reference or a code of `length` characters: spaces, hyphens and capitals do not matter, O is
 * read as 0, I and L as 1. `undefined` for anything else.
 */
export function readCharacters(typed: string, length: number): string | undefined {
  const text = typed
    .normalize('NFKC')
    .replace(/[\s\u2010-\u2015-]/g, '')
    .toUpperCase()
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
  return text.length === length && [...text].every((one) => ALPHABET.includes(one)) ? text : undefined;
}

/** In groups of four, as it is shown and printed: `XXXX-XXXX`. */
export function showCharacters(text: string): string {
  return text.match(/.{1,4}/g)?.join('-') ?? '';
}
