const FEWEST_ROWS = 5;

/**
 * By how many rows a pass is out of step with the other one, where that is beyond doubt: hardly a row agrees as it stands,
 * and nearly all do once every mark is moved by so many rows. `null` otherwise, and while the other pass has said little.
 * Says nothing else of the other pass: two people key blind.
 * @param mine what each row says, in the bundle's order
 * @param other what the other pass says of the same rows; null where nothing yet
 */
export function findShift(mine: readonly string[], other: readonly (string | null)[]): number | null {
  const asItStands = agreement(mine, other, 0);
  if (asItStands.compared < FEWEST_ROWS || asItStands.agreed * 2 > asItStands.compared) return null;
  for (let distance = 1; distance <= mine.length - FEWEST_ROWS; distance += 1)
    for (const by of [distance, -distance]) {
      const moved = agreement(mine, other, by);
      const telling = moved.compared >= FEWEST_ROWS && moved.different > 2;
      if (telling && moved.agreed * 10 >= moved.compared * 9) return by;
    }
  return null;
}

/** `different`: how many different marks are compared; two rows of the same mark tell little. */
function agreement(mine: readonly string[], other: readonly (string | null)[], by: number) {
  let compared = 0;
  let agreed = 0;
  const marks = new Set<string>();
  for (const [row, said] of mine.entries()) {
    const theirs = other[row - by] ?? null;
    if (theirs === null) continue;
    compared += 1;
    if (theirs === said) agreed += 1;
    marks.add(said);
  }
  return { compared, agreed, different: marks.size };
}
