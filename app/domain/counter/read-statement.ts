import { z } from 'zod';
import { readAmount } from './read-amount.ts';
import type { StatementField, StatementMapping } from './statement-columns.ts';

export type StatementRow = { readonly number: number; readonly cells: readonly string[] };

export type StatementLine = {
  /** As the person sees it in the margin of their spreadsheet. */
  readonly lineNumber: number;
  readonly reference: string;
  /** `YYYY-MM-DD`. */
  readonly valueDate: string;
  /** In minor units, positive. */
  readonly amount: bigint;
  readonly payer: string;
  readonly label: string;
};

export const LINE_PROBLEMS = [
  'dateUnreadable',
  'amountUnreadable',
  'referenceMissing',
  'referenceTwice',
] as const;
export type LineProblem = (typeof LINE_PROBLEMS)[number];

export type Statement = {
  readonly lines: readonly StatementLine[];
  readonly problems: readonly { readonly lineNumber: number; readonly problem: LineProblem }[];
  /** Lines of money that went out, or of none. */
  readonly skipped: number;
};

const LONGEST = 300;

/** The credits of a statement by its columns; a line that can't be read is told, never guessed. */
export function readStatement(
  rows: readonly StatementRow[],
  mapping: StatementMapping,
  currency: string,
): Statement {
  const lines: StatementLine[] = [];
  const problems: { lineNumber: number; problem: LineProblem }[] = [];
  const seen = new Set<string>();
  let skipped = 0;
  for (const { number, cells } of rows) {
    const cell = (field: StatementField) => tidy(cells[mapping[field] ?? -1] ?? '');
    const refuse = (problem: LineProblem) => problems.push({ lineNumber: number, problem });
    const amount = readAmount(cell('amount'), currency);
    if (cell('amount') === '' || (amount.ok && amount.value <= 0n)) {
      skipped += 1;
      continue;
    }
    const valueDate = readDate(cell('date'));
    const reference = cell('reference');
    if (!amount.ok) refuse('amountUnreadable');
    else if (valueDate === null) refuse('dateUnreadable');
    else if (reference === '') refuse('referenceMissing');
    else if (seen.has(reference)) refuse('referenceTwice');
    else {
      seen.add(reference);
      const [payer, label] = [cell('payer'), cell('label')];
      lines.push({ lineNumber: number, reference, valueDate, amount: amount.value, payer, label });
    }
  }
  return { lines, problems, skipped };
}

function tidy(cell: string): string {
  const oneLine = cell
    .normalize('NFC')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
  return Array.from(oneLine).slice(0, LONGEST).join('');
}

const DAY_FIRST = /^(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4}|\d{2})(?:[ T].*)?$/;
const YEAR_FIRST = /^(\d{4})[/.-](\d{1,2})[/.-](\d{1,2})(?:[ T].*)?$/;

/** "01/03/2027", "1-3-27", "2027-03-01 10:15": the day comes before the month. `null` for a date that does not exist. */
export function readDate(text: string): string | null {
  const yearFirst = YEAR_FIRST.exec(text);
  const dayFirst = DAY_FIRST.exec(text);
  const [year, month, day] = yearFirst
    ? [yearFirst[1], yearFirst[2], yearFirst[3]]
    : dayFirst
      ? [dayFirst[3], dayFirst[2], dayFirst[1]]
      : [];
  if (!year || !month || !day) return null;
  const full = `${year.length === 2 ? `20${year}` : year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return z.iso.date().safeParse(full).success ? full : null;
}
