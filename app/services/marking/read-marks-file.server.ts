import type { SpreadsheetRefusal } from '#app/adapters/spreadsheet/port.ts';
import { formatCode } from '#app/domain/anonymity/code.ts';
import { type ImportLine, type ListedScript, lineOf } from '#app/domain/marking/import-lines.ts';
import type { PaperMarking } from '#app/domain/marking/paper-marking.ts';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import { LOCALES, type Locale } from '#app/i18n/locale.ts';
import { translator } from '#app/i18n/translate.ts';
import type { Ctx } from '#app/services/context.ts';

/** No bundle is as large; what is longer is another file. */
const MOST_LINES = 2000;

/** The titles of a bundle's model: rank, code, a column a mark, and the code again. */
export function modelHeader(locale: Locale, { components }: PaperMarking): readonly string[] {
  const t = translator(locale);
  const marks = components?.map(({ code }) => code) ?? [t('marks:sheet.mark')];
  return [t('marks:import.position'), t('marks:import.code'), ...marks, t('marks:import.control')];
}

/** The rows of a bundle's model, with the places for its marks left empty. */
export function modelRows(
  scripts: readonly ListedScript[],
  { components }: PaperMarking,
): readonly string[][] {
  const empty = (components ?? [null]).map(() => '');
  return scripts.map(({ code, position }) => [
    String(position),
    formatCode(code),
    ...empty,
    formatCode(code),
  ]);
}

/**
 * The lines of a file of marks filled in a model, in either language. `markImport.columns` unless its columns are the
 * model's, in their order; a file that can't be read is refused by its `sheet.…` reason.
 */
export async function readMarksFile(
  ctx: Ctx,
  file: { readonly bytes: Uint8Array; readonly fileName: string },
  marking: PaperMarking,
): Promise<Verdict<readonly ImportLine[], SpreadsheetRefusal | 'markImport.columns'>> {
  const sheet = await ctx.adapters.spreadsheets.open(file.bytes, file.fileName);
  if (!sheet.ok) return sheet;
  const { header, rows, rowCount } = sheet.value;
  const titles = textOf(header);
  if (!LOCALES.some((locale) => textOf(modelHeader(locale, marking)) === titles))
    return refuse('markImport.columns');
  if (rowCount > MOST_LINES) return refuse('sheet.tooManyRows', { maximum: MOST_LINES });
  const lines: ImportLine[] = [];
  for await (const { number, cells } of rows) lines.push(lineOf(number, cells, marking));
  return accept(lines);
}

function textOf(header: readonly string[]): string {
  const titles = header.map((title) => title.trim().toLowerCase());
  while (titles.at(-1) === '') titles.pop();
  return titles.join('\t');
}
