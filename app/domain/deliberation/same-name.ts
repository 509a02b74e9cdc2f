/** Whether two texts are the same name to a reader: case, accents, hyphens, apostrophes and spaces aside. */
export function sameName(typed: string, known: string): boolean {
  return plain(typed) !== '' && plain(typed) === plain(known);
}

const plain = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/[\p{M}\p{P}\p{Z}\s]+/gu, '')
    .toLocaleLowerCase('fr');
