import { judgeDraft, type SittingRules } from './judge-draft.ts';
import type { ImportPlan } from './plan.ts';
import { createRowReader, type ImportDraft, type RowRules } from './read-row.ts';
import { personDigest } from './row-digest.ts';
import type { RowError } from './row-error.ts';

/** The rows of a list that were met so far, by what would make another row the same person. */
export type SeenRows = {
  /** Row number by `personDigest`. */
  readonly persons: Map<string, number>;
  /** Row number by identity number. */
  readonly numbers: Map<string, number>;
};

export type JudgedRow = {
  readonly rowNumber: number;
  readonly cells: readonly string[];
  /** Of a row whose cells could all be read. */
  readonly digest: string | null;
} & (
  | { readonly state: 'good'; readonly draft: ImportDraft; readonly errors: readonly never[] }
  | { readonly state: 'bad'; readonly draft: null; readonly errors: readonly RowError[] }
);

type Row = { readonly number: number; readonly cells: readonly string[] };

/**
 * Judges the rows of one list in order: their cells, the sitting's rules, and whether an earlier row of the list is
 * about the same person or has the same identity number. What the database knows is compared elsewhere.
 * @param seen remembers the rows judged, and knows those of an earlier run
 */
export function createRowJudge(
  { columns: mapping }: Pick<ImportPlan, 'columns'>,
  rules: RowRules & SittingRules,
  seen: SeenRows,
): (row: Row) => JudgedRow {
  const read = createRowReader(mapping, rules);
  return ({ number: rowNumber, cells }) => {
    const reading = read(cells);
    if (!reading.ok)
      return { rowNumber, cells, digest: null, state: 'bad', draft: null, errors: reading.errors };
    const { draft } = reading;
    const digest = personDigest(draft);
    const errors = judgeDraft(draft, mapping, rules);
    const twin = seen.persons.get(digest);
    if (twin !== undefined)
      errors.push({
        column: mapping.surname ?? null,
        field: 'surname',
        message: `imports:row.twice?row=${twin}`,
      });
    else seen.persons.set(digest, rowNumber);
    const sameNumber = draft.nationalId === null ? undefined : seen.numbers.get(draft.nationalId);
    if (sameNumber !== undefined && twin === undefined)
      errors.push({
        column: mapping.nationalId ?? null,
        field: 'nationalId',
        message: `imports:row.sameNumber?row=${sameNumber}`,
      });
    if (errors.length > 0) return { rowNumber, cells, digest, state: 'bad', draft: null, errors };
    if (draft.nationalId !== null) seen.numbers.set(draft.nationalId, rowNumber);
    return { rowNumber, cells, digest, state: 'good', draft, errors: [] };
  };
}
