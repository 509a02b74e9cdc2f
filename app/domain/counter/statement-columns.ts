/** What a statement's columns say. */
export const STATEMENT_FIELDS = ['date', 'amount', 'reference', 'payer', 'label'] as const;
export type StatementField = (typeof STATEMENT_FIELDS)[number];

/** Without them a line can't be booked. */
export const NEEDED_FIELDS = ['date', 'amount', 'reference'] as const satisfies readonly StatementField[];

/** The column of each field, from 0; absent for a field no column says. */
export type StatementMapping = Readonly<Partial<Record<StatementField, number>>>;

/** Headings in French and English, without accents, capitals or punctuation; the first that is there wins. */
const HEADINGS: Readonly<Record<StatementField, readonly string[]>> = {
  date: [
    'date valeur',
    'date de valeur',
    'value date',
    'date operation',
    'date d operation',
    'date de l operation',
    'transaction date',
    'booking date',
    'date',
  ],
  amount: [
    'credit',
    'montant credit',
    'credit amount',
    'montant recu',
    'amount received',
    'paid in',
    'montant',
    'amount',
    'somme',
  ],
  reference: [
    'reference',
    'ref',
    'reference operation',
    'transaction id',
    'id transaction',
    'n transaction',
    'numero transaction',
    'transaction',
    'code envoi',
    'code',
    'n operation',
    'numero',
  ],
  payer: [
    'payeur',
    'donneur d ordre',
    'expediteur',
    'emetteur',
    'payer',
    'sender',
    'remitter',
    'nom',
    'client',
    'name',
  ],
  label: [
    'libelle',
    'motif',
    'objet',
    'communication',
    'label',
    'description',
    'details',
    'narration',
    'narrative',
    'remarks',
  ],
};

function plain(heading: string): string {
  return heading
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** The columns whose headings are known, each column for one field. */
export function guessMapping(header: readonly string[]): StatementMapping {
  const headings = header.map(plain);
  const taken = new Set<number>();
  const mapping: Partial<Record<StatementField, number>> = {};
  for (const field of STATEMENT_FIELDS) {
    const column = HEADINGS[field]
      .map((heading) => headings.findIndex((one, at) => one === heading && !taken.has(at)))
      .find((at) => at >= 0);
    if (column === undefined) continue;
    taken.add(column);
    mapping[field] = column;
  }
  return mapping;
}

const LINES_BEFORE_HEADER = 20;

/** Banks write the account and the period above the table: the first line that names most of what is needed. */
export function findHeader(rows: readonly (readonly string[])[]): number {
  const scores = rows.slice(0, LINES_BEFORE_HEADER).map((row) => Object.keys(guessMapping(row)).length);
  const best = Math.max(0, ...scores);
  return best >= 2 ? scores.indexOf(best) : 0;
}

export function missingFields(mapping: StatementMapping): readonly StatementField[] {
  return NEEDED_FIELDS.filter((field) => mapping[field] === undefined);
}
