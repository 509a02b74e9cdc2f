import type { LoaderFunctionArgs } from '@remix-run/node';
import { idParam } from '#app/http/list-address.ts';
import { notFound, orNotFound } from '#app/http/not-found.ts';
import { requireActor } from '#app/http/require-actor.server.ts';
import { sheetResponse } from '#app/http/sheet-response.ts';
import { translator } from '#app/i18n/translate.ts';
import { loadGrid } from '#app/queries/marker/load-grid.server.ts';
import { modelHeader, modelRows } from '#app/services/marking/read-marks-file.server.ts';

export async function loader(args: LoaderFunctionArgs) {
  const ctx = requireActor(args, 'mark.enter');
  const { format } = args.params;
  if (format !== 'csv' && format !== 'xlsx') throw notFound();
  const grid = orNotFound(await loadGrid(ctx.db, ctx.actor, idParam(args.params.bundleId)));
  if (grid.state !== 'handedOut') throw notFound();
  const { locale } = args.context;
  const header = modelHeader(locale, grid.marking);
  const pieces = ctx.adapters.spreadsheets.write(format, header, modelRows(grid.rows, grid.marking));
  return sheetResponse(`${translator(locale)('marks:import.modelFile')}-${grid.number}`, format, pieces);
}
