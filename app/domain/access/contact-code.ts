import { sha256Hex } from '../shared/digest.ts';

export type CodePurpose = 'verify' | 'reset';

export const CODE_MINUTES = 15;
export const CODE_ATTEMPTS = 5;

/** The largest multiple of a million that 32 bits hold: below it every code is as likely as another. */
const FAIR = 4_294_000_000;

/** Six digits from random bytes, or `undefined` when the bytes must be drawn again (about once in 4,400). */
export function codeFrom(bytes: Uint8Array): string | undefined {
  const [a = 0, b = 0, c = 0, d = 0] = bytes;
  const number = ((a * 256 + b) * 256 + c) * 256 + d;
  return number < FAIR ? String(number % 1_000_000).padStart(6, '0') : undefined;
}

/** The six digits of what was typed, with or without spaces, in any script's digits; `undefined` otherwise. */
export function readCode(typed: string): string | undefined {
  const digits = typed
    .normalize('NFKC')
    .replace(/[\s-]/gu, '')
    .replace(/[٠-٩]/gu, (digit) => String(digit.charCodeAt(0) - 0x660));
  return /^[0-9]{6}$/.test(digits) ? digits : undefined;
}

/**
 * What is stored of a code. `ticket` is a secret kept by the browser that asked for it: a code opens nothing in
 * another browser, so that nobody can be led to confirm an account whose password somebody else chose.
 */
export function hashCode(code: string, of: { userId: string; purpose: CodePurpose; ticket: string }): string {
  return sha256Hex(`${of.userId}\n${of.purpose}\n${of.ticket}\n${code}`);
}
