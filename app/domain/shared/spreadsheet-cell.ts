/**
 * The start of a cell that a spreadsheet runs as a formula: = + - @ or their full-width forms, a tab or a line break,
 * after any spaces, quotes or invisible marks (OWASP, CSV injection). Kept closed under one more quote in front, which is
 * what makes `restoreNeutralised` exact.
 */
const FORMULA = /^[\s'"’‘“”`\p{Cc}\p{Cf}]*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/u;

const MARK = "'";

/** The text of a cell as it may be written to a spreadsheet: what could run as a formula gets one apostrophe in front. */
export function neutraliseFormula(text: string): string {
  return FORMULA.test(text) ? MARK + text : text;
}

/**
 * The text that `neutraliseFormula` was given: exactly the apostrophe that it added is removed, no other.
 * `restoreNeutralised(neutraliseFormula(text)) === text` for every text.
 */
export function restoreNeutralised(text: string): string {
  return text.startsWith(MARK) && FORMULA.test(text.slice(MARK.length)) ? text.slice(MARK.length) : text;
}
