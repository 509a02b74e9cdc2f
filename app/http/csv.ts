import { stringify } from 'csv-stringify/sync';
import { neutraliseFormula } from '#app/domain/shared/spreadsheet-cell.ts';

export type CsvCell = string | number | bigint | null;

/**
 * A table as UTF-8 CSV with a mark that spreadsheets know it by. A text that a spreadsheet would run as a formula
 * (`=`, `+`, `-`, `@`, a tab…) is marked as text: names come from candidates. Numbers, negative ones too, stay numbers.
 */
export function csvResponse(
  fileName: string,
  header: readonly string[],
  pages: AsyncIterable<readonly (readonly CsvCell[])[]>,
): Response {
  const encoder = new TextEncoder();
  const iterator = pages[Symbol.asyncIterator]();
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(encoder.encode(`\ufeff${csvLines([header])}`)),
    async pull(controller) {
      const next = await iterator.next();
      if (next.done) controller.close();
      else controller.enqueue(encoder.encode(csvLines(next.value)));
    },
    async cancel() {
      await iterator.return?.();
    },
  });
  return new Response(body, {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="${fileName}"`,
      'Cache-Control': 'private, no-store',
    },
  });
}

export function csvLines(rows: readonly (readonly CsvCell[])[]): string {
  return stringify(
    rows.map((row) => row.map(cellText)),
    { delimiter: ';', record_delimiter: 'windows', quoted_match: /[\r\n]/ },
  );
}

function cellText(cell: CsvCell): string {
  if (typeof cell === 'string') return neutraliseFormula(cell);
  return cell === null ? '' : String(cell);
}
