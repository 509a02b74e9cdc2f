/**
 * A mark as a whole number of hundredths: 13,47 is 1347. The maximum (20, 100, …) belongs to the paper.
 * Never a float: 9,99 is not 10.
 */
export type Hundredths = number;

/** The states of a mark are distinct; none is a number in disguise. An all-zero candidate is not an absent one. */
export const MARK_STATES = ['mark', 'absent', 'excused', 'exempt', 'notDue', 'fraud', 'awaited'] as const;
export type MarkState = (typeof MARK_STATES)[number];

export type MarkValue =
  | { readonly state: 'mark'; readonly value: Hundredths }
  | { readonly state: Exclude<MarkState, 'mark'> };

const WRITTEN = /^(\d{1,4})(?:[.,](\d{1,2}))?$/;

/** Reads "13", "13,5" or "13.47"; `undefined` for anything else, more than two decimals, or above the maximum. */
export function parseMark(text: string, maximum: Hundredths): Hundredths | undefined {
  const found = WRITTEN.exec(text.trim());
  if (!found) return undefined;
  const value = Number(found[1]) * 100 + Number((found[2] ?? '').padEnd(2, '0'));
  return value <= maximum ? value : undefined;
}

/** "13,47" or "13.47"; always two decimals, as printed on a transcript. */
export function formatMark(value: Hundredths, decimalSign: ',' | '.' = ','): string {
  const whole = Math.trunc(value / 100);
  return `${whole}${decimalSign}${String(value % 100).padStart(2, '0')}`;
}
