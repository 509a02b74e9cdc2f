import type { RowError } from './row-error.ts';

export type ErrorSheet = {
  readonly header: readonly string[];
  /** The cells of a row with what is wrong in them, or nothing, in front. */
  row(cells: readonly string[], errors: readonly RowError[]): string[];
};

/**
 * The sheet that was sent, with a first column that says what is wrong in each row: first, so that cells beyond the header
 * stay where they were. A sheet that has this column already, because it was corrected and sent again, gets no second.
 * @param header of the sheet
 * @param say what a message says in the reader's language: `(message) => messageText(locale, message)`
 */
export function errorSheet(header: readonly string[], say: (message: string) => string): ErrorSheet {
  const title = say('import:errors.column');
  const first = header[0] === title ? 1 : 0;
  const tell = ({ column, field, message }: RowError) => {
    const named = column === null ? '' : (header[column] ?? '');
    const place = named !== '' || field === null ? named : say(`import:fields.${field}`);
    const problem = say(message);
    return place === ''
      ? problem
      : say(`import:errors.inColumn?${new URLSearchParams({ column: place, problem })}`);
  };
  return {
    header: [title, ...header.slice(first)],
    row: (cells, errors) => [errors.map(tell).join(' | '), ...cells.slice(first)],
  };
}
