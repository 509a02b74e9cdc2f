/**
 * Rows whose marks the marker reads once more from the scripts, so that a column of marks turned round by any number of rows
 * is seen: for every column and every turn that would change it, one of the rows has another mark after the turn than
 * before. No check made by the file itself can tell such a file from a right one, for its spreadsheet would compute the
 * check anew.
 * @param rows the marks as the file says them, one list a row, as many in each
 * @param atLeast rows asked for even where fewer would do, spread over the file
 * @returns indexes of rows, in order
 */
export function chooseWitnesses(rows: readonly (readonly string[])[], atLeast = 3): readonly number[] {
  const chosen = new Set<number>();
  for (let i = 0; i < Math.min(atLeast, rows.length); i += 1)
    chosen.add(Math.floor(((2 * i + 1) * rows.length) / (2 * Math.min(atLeast, rows.length))));
  let turns = turnsOf(rows).filter((turn) => ![...chosen].some((row) => sees(rows, row, turn)));
  while (turns.length > 0) {
    const best = mostTelling(rows, turns);
    chosen.add(best);
    turns = turns.filter((turn) => !sees(rows, best, turn));
  }
  return [...chosen].sort((a, b) => a - b);
}

type Turn = { readonly column: number; readonly by: number };

/** Every turn of a column that would change the file. */
function turnsOf(rows: readonly (readonly string[])[]): Turn[] {
  const columns = rows[0]?.length ?? 0;
  return Array.from({ length: columns }, (_, column) =>
    Array.from({ length: Math.max(0, rows.length - 1) }, (_, i): Turn => ({ column, by: i + 1 })),
  )
    .flat()
    .filter((turn) => rows.some((_, row) => sees(rows, row, turn)));
}

function sees(rows: readonly (readonly string[])[], row: number, { column, by }: Turn): boolean {
  return rows[row]?.[column] !== rows[(row + by) % rows.length]?.[column];
}

function mostTelling(rows: readonly (readonly string[])[], turns: readonly Turn[]): number {
  let best = 0;
  let most = -1;
  for (const row of rows.keys()) {
    const seen = turns.reduce((count, turn) => count + (sees(rows, row, turn) ? 1 : 0), 0);
    if (seen > most) [best, most] = [row, seen];
  }
  return best;
}
