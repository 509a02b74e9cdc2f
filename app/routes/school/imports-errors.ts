import type { LoaderFunctionArgs } from '@remix-run/node';
import { grantsFor } from '#app/domain/access/actor.ts';
import { errorSheet } from '#app/domain/registration/import/error-sheet.ts';
import { idParam } from '#app/http/list-address.ts';
import { notFound, orNotFound } from '#app/http/not-found.ts';
import { requireActor } from '#app/http/require-actor.server.ts';
import { sheetResponse } from '#app/http/sheet-response.ts';
import { messageText, translator } from '#app/i18n/translate.ts';
import { schoolsOf } from '#app/queries/imports/list-imports.server.ts';
import { eachImportRow, loadImport } from '#app/queries/imports/load-import.server.ts';

const CHECKED: readonly string[] = ['checked', 'committing', 'committed'];

/** The list as it was sent, in its format, with a column in front that says what is wrong in each row. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = requireActor(args, 'entry.school');
  const schools = schoolsOf(grantsFor(ctx.actor, 'entry.school'));
  const { batch } = orNotFound(await loadImport(ctx.db, schools, idParam(args.params.batchId)));
  if (!CHECKED.includes(batch.state)) throw notFound();
  const { locale } = args.context;
  const sheet = errorSheet(batch.header, (message) => messageText(locale, message));
  async function* rows() {
    for await (const { cells, errors } of eachImportRow(ctx.db, batch.id)) yield sheet.row(cells, errors);
  }
  const pieces = ctx.adapters.spreadsheets.write(batch.format, sheet.header, rows());
  return sheetResponse(translator(locale)('imports:result.file'), batch.format, pieces);
}
