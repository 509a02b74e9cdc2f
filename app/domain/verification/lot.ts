/** Documents checked in one go: a company's recruits of a year, not a register. */
export const LOT_LIMITS = { rows: 500, megabytes: 2, pastedCharacters: 200_000 } as const;

/** What a row of a list asks about. */
export type LotQuestion =
  | { readonly kind: 'typed'; readonly number: string; readonly code: string }
  /** An address, a QR's text or the token of an address. */
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'incomplete' };

export type LotColumns = {
  readonly number: number;
  readonly code: number;
  readonly text: number;
  /** The first row has no titles: it is a document like the others. */
  readonly headless: boolean;
};

const NUMBER = ['numero', 'numerodudocument', 'number', 'documentnumber', 'no', 'n', 'ndudocument', 'num'];
const CODE = ['code', 'codedeverification', 'verificationcode', 'checkcode'];
const TEXT = ['adresse', 'address', 'url', 'lien', 'link', 'qr', 'texte', 'text', 'jeton', 'token', 'qrcode'];

/** A title as people write it: accents, case, blanks and punctuation aside. */
function plain(title: string): string {
  return title
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^a-z]/g, '');
}

/**
 * Where the number, the code and the address are, by the titles in French or English; −1 where there is no such column.
 * Without a title that is known: one column is an address, two or more are a number and its code.
 */
export function lotColumns(header: readonly string[]): LotColumns {
  const titles = header.map(plain);
  const at = (words: readonly string[]) => titles.findIndex((title) => words.includes(title));
  const found = { number: at(NUMBER), code: at(CODE), text: at(TEXT) };
  if (found.text >= 0 || (found.number >= 0 && found.code >= 0)) return { ...found, headless: false };
  return header.length === 1
    ? { number: -1, code: -1, text: 0, headless: true }
    : { number: 0, code: 1, text: -1, headless: true };
}

/** What one row asks. An address, where there is one, says more than a number and a code. */
export function lotQuestion(cells: readonly string[], columns: LotColumns): LotQuestion {
  const cell = (column: number) => (cells[column] ?? '').trim();
  const text = cell(columns.text);
  if (text !== '') return { kind: 'text', text };
  const [number, code] = [cell(columns.number), cell(columns.code)];
  return number === '' || code === '' ? { kind: 'incomplete' } : { kind: 'typed', number, code };
}
