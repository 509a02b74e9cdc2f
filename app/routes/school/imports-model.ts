import type { LoaderFunctionArgs } from '@remix-run/node';
import { grantsFor } from '#app/domain/access/actor.ts';
import { modelSheet } from '#app/domain/registration/import/model-sheet.ts';
import { idParam } from '#app/http/list-address.ts';
import { notFound, orNotFound } from '#app/http/not-found.ts';
import { requireActor } from '#app/http/require-actor.server.ts';
import { sheetResponse } from '#app/http/sheet-response.ts';
import { translator } from '#app/i18n/translate.ts';
import { schoolsOf } from '#app/queries/imports/list-imports.server.ts';
import { loadModelSitting } from '#app/queries/imports/load-model-sitting.server.ts';

export async function loader(args: LoaderFunctionArgs) {
  const ctx = requireActor(args, 'entry.school');
  const { format } = args.params;
  if (format !== 'csv' && format !== 'xlsx') throw notFound();
  const schools = schoolsOf(grantsFor(ctx.actor, 'entry.school'));
  const sitting = orNotFound(await loadModelSitting(ctx.db, schools, idParam(args.params.sittingId)));
  const t = translator(args.context.locale);
  const { fields, rows } = modelSheet(sitting.regulation, sitting.year);
  const header = fields.map((field) => t(`import:fields.${field}`));
  const pieces = ctx.adapters.spreadsheets.write(format, header, rows);
  return sheetResponse(t('imports:new.exampleFile'), format, pieces);
}
