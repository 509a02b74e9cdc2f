/** "BAC-2027-000123": the exam's code, the sitting's year, and a number that follows the last one given. */
export function candidateNumber(examCode: string, year: number, position: number): string {
  if (!Number.isSafeInteger(position) || position < 1) throw new RangeError(`not a position: ${position}`);
  return `${examCode}-${year}-${String(position).padStart(6, '0')}`;
}
