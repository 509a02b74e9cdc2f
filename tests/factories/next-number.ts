let last = 0;

/** 1, 2, 3… in each test file: names that never meet twice in its database. */
export function nextNumber(): number {
  last += 1;
  return last;
}
