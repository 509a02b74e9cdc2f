import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';

/** Crockford base32: no I, L, O, U. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const SECRET_CHARACTERS = 10;
const CODE_CHARACTERS = SECRET_CHARACTERS + 1;
const SEPARATORS = /[\s\-\u2010-\u2015.·_/]/g;

/** Twice a value in GF(32), modulo x⁵ + x² + 1. */
function double(value: number): number {
  return (value << 1) ^ (value & 16 ? 0b100101 : 0);
}

/** Reads a character as people mistake it: lower case, O for 0, I and L for 1, U for V; blanks and hyphens go. */
function normalise(text: string): string {
  return text
    .normalize('NFKC')
    .toUpperCase()
    .replace(SEPARATORS, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1')
    .replace(/U/g, 'V');
}

/**
 * Σ 2^i·vᵢ over GF(32), from the right. Each weight is non-zero and neighbours' weights differ, so changing one
 * character or swapping two neighbours changes the sum: a code whose sum is 0 catches both, anywhere.
 */
function checksum(characters: string): number | undefined {
  let sum = 0;
  for (const character of characters) {
    const value = ALPHABET.indexOf(character);
    if (value < 0) return undefined;
    sum = double(sum) ^ value;
  }
  return sum;
}

/** A document number as it is compared: what a person may type differently is folded. For look-ups, never for display. */
export function documentNumberKey(number: string): string {
  return normalise(number);
}

/**
 * The code printed beside the number: 10 characters of 50 random bits, then a check character over number and code.
 * @param secret 0 ≤ secret < 2^50, drawn by the caller
 * @throws RangeError for a secret out of range, or a number with characters that cannot be typed back
 */
export function makeTypedCode(number: string, secret: bigint): string {
  if (secret < 0n || secret >= 1n << 50n) throw new RangeError('a secret has 50 bits');
  let code = '';
  for (let shift = 45n; shift >= 0n; shift -= 5n) code += ALPHABET.charAt(Number((secret >> shift) & 31n));
  const sum = checksum(documentNumberKey(number) + code);
  if (sum === undefined) throw new RangeError('a document number has letters, digits and separators');
  return code + ALPHABET.charAt(double(sum));
}

/** As printed: `XXXX-XXXX-XXX`. */
export function formatTypedCode(code: string): string {
  return `${code.slice(0, 4)}-${code.slice(4, 8)}-${code.slice(8)}`;
}

export type TypedCode = { readonly numberKey: string; readonly code: string };

/**
 * Reads a number and its code as typed, together or joined from two fields. A refusal says only that something was
 * mistyped; whether the document exists is for the server, which answers alike for an unknown number and a wrong code.
 */
export function parseTypedCode(
  text: string,
): Verdict<TypedCode, 'typed-code.malformed' | 'typed-code.mistyped'> {
  if (text.length > 120) return refuse('typed-code.malformed');
  const characters = normalise(text);
  if (characters.length <= CODE_CHARACTERS) return refuse('typed-code.malformed');
  const sum = checksum(characters);
  if (sum === undefined) return refuse('typed-code.malformed');
  if (sum !== 0) return refuse('typed-code.mistyped');
  return accept({
    numberKey: characters.slice(0, -CODE_CHARACTERS),
    code: characters.slice(-CODE_CHARACTERS),
  });
}
