import type { Sheet, SheetRow } from '#app/adapters/spreadsheet/port.ts';

/** Every row of a small sheet. */
export async function rowsOf(sheet: Pick<Sheet, 'rows'>): Promise<SheetRow[]> {
  const rows: SheetRow[] = [];
  for await (const row of sheet.rows) rows.push(row);
  return rows;
}

/** What is written in pieces, as one file. */
export async function bytesOf(pieces: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const all: Uint8Array[] = [];
  for await (const piece of pieces) all.push(piece);
  return new Uint8Array(Buffer.concat(all));
}
