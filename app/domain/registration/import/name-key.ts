import { foldText } from '#app/domain/shared/fold-text.ts';

/** ' ’ ‘ ʼ ʻ ʽ ʾ ʿ ` ´ ′ and their kin: typed one for another, and left out. Not the hyphens. */
const APOSTROPHES = /['’‘‛ʼʻʽʾʿ`´′＇ꞌꞋ]/gu;

/** Letters that Unicode does not take apart into a plain one and a mark. */
const PLAIN: Readonly<Record<string, string>> = {
  ɓ: 'b',
  ɗ: 'd',
  ƙ: 'k',
  ƴ: 'y',
  ŋ: 'n',
  œ: 'oe',
  æ: 'ae',
  ı: 'i',
};

/** "N Diaye" and "D Almeida" are written with a space where the apostrophe was. */
const ELIDED = /^[dlmn]$/;

/**
 * The key under which a name is looked for, never shown: accents, capitals, apostrophes, hyphens, doubled spaces and the
 * order of the words make no difference, so that "N’DIAYE Awa", "Awa Ndiaye" and "NDIAYE  AWA" have one. ɓ ɗ ƙ ƴ ŋ are
 * taken for b d k y n; letters of other scripts stay. Words run together ("Abdoulkarim") are not taken apart.
 * @param parts surname and given names, in any order; empty when no part holds a letter or a digit
 */
export function nameKey(...parts: readonly string[]): string {
  const words = plainWords(parts.join(' '));
  const joined: string[] = [];
  let elided = '';
  for (const word of words) {
    if (ELIDED.test(word) && elided === '') elided = word;
    else {
      joined.push(elided + word);
      elided = '';
    }
  }
  if (elided !== '') joined.push(elided);
  return joined.sort().join(' ');
}

/** The words of a text as a key has them, in their order. */
export function plainWords(text: string): string[] {
  const folded = foldText(text.replace(APOSTROPHES, ''));
  return folded
    .replace(/[ɓɗƙƴŋœæı]/g, (letter) => PLAIN[letter] ?? letter)
    .split(' ')
    .filter((word) => word !== '');
}
