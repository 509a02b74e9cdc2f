/** What a list handed in may hold at most; beyond it the whole list is refused, never cut short. */
export const SHEET_LIMITS = {
  /** Of the file as sent. */
  megabytes: 20,
  /** Of a workbook once unpacked. */
  unpackedMegabytes: 64,
  /** Rows with content, without the header. */
  csvRows: 200_000,
  workbookRows: 20_000,
  pastedRows: 20_000,
  columns: 200,
  /** UTF-16 code units of one cell. */
  cellCharacters: 4000,
  /** Cells of all the sheets of a workbook together. */
  workbookCells: 600_000,
  /** Parts of a workbook's archive. */
  archiveEntries: 2000,
  /** UTF-16 code units of a pasted text. */
  pastedCharacters: 4_000_000,
} as const;
