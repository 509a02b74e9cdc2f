import type { sheetReasons as french } from '../fr/sheet-reasons.ts';
import type { SameShape } from '../same-shape.ts';

/** Why a list handed in as a file or pasted is refused as a whole. */
export const sheetReasons: SameShape<typeof french> = {
  empty: 'This file is empty. Choose the one that holds your list.',
  noRows: 'There is only the row of titles. Add one row for each pupil.',
  tooHeavy: 'This file is too large: {{megabytes}} MB at most. Split the list into several files.',
  tooManyRows: 'This list is too long: {{maximum}} rows at most. Split it into several files.',
  tooManyColumns: 'This list is too wide: {{maximum}} columns at most. Copy the list alone into a new file.',
  tooManyCells: 'This workbook is too large. Copy the list alone into a new file.',
  tooLong: 'This text is too long. Send the list as a file instead.',
  cellTooLong: 'A cell of row {{row}} is too long: {{maximum}} characters at most.',
  quoteOpen: 'In row {{row}}, a quotation mark is opened and never closed. Close it or delete it.',
  unreadableText: 'The text of this file is damaged. Save it again as “CSV UTF-8” or as .xlsx.',
  notATable: 'This file is not a list. Save the list as .xlsx or CSV.',
  oldWorkbook:
    'This workbook is in the old .xls format, or has a password. Save it as .xlsx without a password.',
  notAWorkbook: 'This file is not an .xlsx workbook. Open it and save it as .xlsx or CSV.',
  damaged: 'This workbook is damaged. Open it, save it again as .xlsx and try once more.',
  encrypted: 'This workbook has a password. Save it without one.',
  unsafeArchive: 'This workbook is not made as others are and was not opened. Copy the list into a new file.',
  bomb: 'This file grows out of all proportion when opened and was not opened. Copy the list into a new file.',
  tooLargeUnpacked:
    'This workbook is too large once opened: {{megabytes}} MB at most. Copy the list alone into a new file.',
  entities: 'This workbook holds instructions and was not opened. Copy the list into a new file.',
  columnMissing: 'Say which column holds each piece of information asked for.',
  columnTwice: 'A column can serve for one piece of information only.',
  columnUnknown: 'This list does not have that column.',
};
