/** Letters that no decomposition takes to ASCII. */
const PLAIN: Readonly<Record<string, string>> = {
  Æ: 'AE',
  Œ: 'OE',
  ß: 'SS',
  ẞ: 'SS',
  Ø: 'O',
  Ł: 'L',
  Đ: 'D',
  Ɓ: 'B',
  Ɗ: 'D',
  Ƙ: 'K',
  Ƴ: 'Y',
  Ŋ: 'N',
  Ɲ: 'N',
  Ɛ: 'E',
  Ɔ: 'O',
  Ə: 'E',
  Ǝ: 'E',
  Ɣ: 'G',
};

/** "Maïga Ɗan Ƙanƙani" as "MAIGA-DAN-KANKANI": capitals, digits and hyphens only. */
export function asciiName(text: string): string {
  return [...text.normalize('NFKD').toUpperCase()]
    .map((letter) => PLAIN[letter] ?? letter)
    .join('')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^A-Z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60);
}

export type PackedDocument = {
  /** The seat's, or the entry's own number where there is none. */
  readonly tableNumber: string;
  readonly surname: string;
  readonly edition: number;
};

/** What a document is called inside its pack. A table number is one candidate's, so that no two are called alike. */
export function packedName({ tableNumber, surname, edition }: PackedDocument): string {
  const parts = [asciiName(tableNumber), asciiName(surname), edition > 1 ? `ED${edition}` : ''];
  return `${parts.filter((part) => part !== '').join('-')}.pdf`;
}
