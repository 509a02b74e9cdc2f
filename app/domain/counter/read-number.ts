/** What a payer quotes: a candidate's number (on the invoice with "F-" before it) or a school invoice's. */
export type QuotedNumber =
  | { readonly kind: 'candidate'; readonly number: string }
  | { readonly kind: 'schoolInvoice'; readonly number: string };

/** "FE-2027-000123": the year and a number that follows the last one given in the organisation. */
export function schoolInvoiceNumber(year: number, position: number): string {
  if (!Number.isSafeInteger(position) || position < 1) throw new RangeError(`not a position: ${position}`);
  return `FE-${year}-${String(position).padStart(6, '0')}`;
}

const BETWEEN = '[\\s\\-–—_./]*';
const SCHOOL = new RegExp(`(?<![\\p{L}\\p{N}])FE${BETWEEN}(20\\d\\d)${BETWEEN}(\\d{6})(?!\\d)`, 'gu');
const CANDIDATE = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:F${BETWEEN})?([A-Z]{3,12})${BETWEEN}(20\\d\\d)${BETWEEN}(\\d{6})(?!\\d)`,
  'gu',
);

/**
 * Every number quoted in a text, once each, in order: "Droits F-BAC-2027-000123 Aïssa", "fe 2027 000007". Separators,
 * capitals and a missing "F-" do not matter; the six digits do. A candidate's number comes without its "F-".
 */
export function numbersIn(text: string): readonly QuotedNumber[] {
  const upper = text.normalize('NFKC').toUpperCase();
  const found = [
    ...[...upper.matchAll(SCHOOL)].map((match) => ({
      at: match.index,
      quoted: { kind: 'schoolInvoice', number: `FE-${match[1]}-${match[2]}` } as const,
    })),
    ...[...upper.matchAll(CANDIDATE)].flatMap((match) => {
      const exam = examOf(match[0], match[1] ?? '');
      return exam === null
        ? []
        : [
            {
              at: match.index,
              quoted: { kind: 'candidate', number: `${exam}-${match[2]}-${match[3]}` } as const,
            },
          ];
    }),
  ].sort((a, b) => a.at - b.at);
  const once = new Map(found.map(({ quoted }) => [`${quoted.kind} ${quoted.number}`, quoted]));
  return [...once.values()];
}

/** In "FBAC2027000123" the F is the invoice's: no separator says so, but no exam's code begins with it alone. */
function examOf(whole: string, letters: string): string | null {
  if (letters === 'FE') return null;
  return whole.startsWith(letters) && /^F[A-Z]{3,}$/.test(letters) ? letters.slice(1) : letters;
}
