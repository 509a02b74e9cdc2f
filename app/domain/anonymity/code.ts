import { accept, refuse, type Verdict } from '../shared/verdict.ts';

/** 23 characters (a prime) that aren't taken for one another: no I, L, O, Q, S, Z, B, G, D, U, V. */
export const CODE_ALPHABET = '23456789ACEFHJKMNPRTWXY';
const BASE = CODE_ALPHABET.length;
/** Drawn characters; the check character makes it eight, written `XXXX-XXXX`. */
export const CODE_PAYLOAD = 7;

/** How many codes exist: what a random number for `makeCode` must be below. */
export const CODE_COUNT = BASE ** CODE_PAYLOAD;

/**
 * The character that makes Σ weight × value a multiple of 23, with weights 1, 2, 3… from the right. 23 being prime,
 * any one wrong character and any two neighbours swapped change the sum.
 */
function checkCharacter(payload: string): string {
  let sum = 0;
  for (const [i, character] of [...payload].entries())
    sum += (payload.length + 1 - i) * CODE_ALPHABET.indexOf(character);
  return CODE_ALPHABET.charAt((BASE - (sum % BASE)) % BASE);
}

/**
 * The anonymous code of a random number. The caller draws uniformly and keeps codes unique.
 * @param random a whole number in [0, CODE_COUNT)
 * @throws RangeError outside that range.
 */
export function makeCode(random: number): string {
  if (!Number.isSafeInteger(random) || random < 0 || random >= CODE_COUNT)
    throw new RangeError('a code is made from a whole number below CODE_COUNT');
  let rest = random;
  let payload = '';
  for (let i = 0; i < CODE_PAYLOAD; i += 1) {
    payload = CODE_ALPHABET.charAt(rest % BASE) + payload;
    rest = Math.floor(rest / BASE);
  }
  return payload + checkCharacter(payload);
}

/** Reads a typed or scanned code: spaces, hyphens and case don't matter; anything else wrong is refused. */
export function parseCode(text: string): Verdict<string, 'code.malformed' | 'code.checkFailed'> {
  const code = text.replace(/[\s-]/g, '').toUpperCase();
  if (code.length !== CODE_PAYLOAD + 1 || [...code].some((character) => !CODE_ALPHABET.includes(character)))
    return refuse('code.malformed');
  const payload = code.slice(0, CODE_PAYLOAD);
  return checkCharacter(payload) === code.slice(CODE_PAYLOAD) ? accept(code) : refuse('code.checkFailed');
}

export function isValidCode(code: string): boolean {
  const parsed = parseCode(code);
  return parsed.ok && parsed.value === code;
}

/** As printed on a label: `XXXX-XXXX`. */
export function formatCode(code: string): string {
  return `${code.slice(0, 4)}-${code.slice(4)}`;
}
