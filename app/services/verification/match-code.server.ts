import { createHash, timingSafeEqual } from 'node:crypto';

/** Editions of one number that are compared with a typed code: no document is replaced as often. */
export const COMPARISONS = 16;

/**
 * Which of the printed codes is the one typed: its place, or -1. As many comparisons of two hashes for no
 * code, one or several, and all of them whichever fits.
 * @param printed number and code, the code as printed, with hyphens
 * @param typed number and code without hyphens; empty when what was typed is no code
 */
export function matchCode(printed: readonly string[], typed: string, same = sameText): number {
  let found = -1;
  for (let at = 0; at < COMPARISONS; at += 1) {
    const fits = same((printed[at] ?? '').replace(/-/g, ''), typed);
    // Nothing typed fits the places without a code.
    if (fits && at < printed.length && typed !== '' && found === -1) found = at;
  }
  return found;
}

function sameText(left: string, right: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(left), hash(right));
}
