/** Damm's quasigroup of order 10: its check digit catches every single error and every swap of neighbours. */
const DAMM = [
  [0, 3, 1, 7, 5, 9, 8, 6, 4, 2],
  [7, 0, 9, 2, 1, 5, 4, 8, 6, 3],
  [4, 2, 0, 6, 8, 7, 1, 3, 5, 9],
  [1, 7, 5, 0, 9, 8, 3, 4, 2, 6],
  [6, 1, 2, 3, 0, 4, 5, 9, 7, 8],
  [3, 6, 7, 4, 2, 0, 9, 5, 8, 1],
  [5, 8, 6, 9, 7, 2, 0, 1, 3, 4],
  [8, 9, 4, 5, 3, 6, 2, 0, 1, 7],
  [9, 4, 3, 8, 6, 1, 7, 2, 0, 5],
  [2, 5, 8, 1, 4, 3, 6, 7, 9, 0],
] as const;

const DIGITS = 7;

function damm(digits: string): number {
  let interim = 0;
  for (const digit of digits) interim = DAMM[interim]?.[Number(digit)] ?? 0;
  return interim;
}

/** A table number: seven digits and a check digit, such as `00000018`. @param sequence from 1 to 9 999 999 */
export function makeTableNumber(sequence: number): string {
  if (!Number.isSafeInteger(sequence) || sequence < 1 || sequence >= 10 ** DIGITS)
    throw new RangeError(`no table number for ${sequence}`);
  const digits = String(sequence).padStart(DIGITS, '0');
  return `${digits}${damm(digits)}`;
}

/** True for eight digits whose check digit is right. */
export function isTableNumber(text: string): boolean {
  return /^\d{8}$/.test(text) && damm(text) === 0;
}

/** The sequence a table number was made from; `undefined` when it isn't one. */
export function sequenceOf(tableNumber: string): number | undefined {
  return isTableNumber(tableNumber) ? Number(tableNumber.slice(0, DIGITS)) : undefined;
}
