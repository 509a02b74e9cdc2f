import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { z } from 'zod';
import { LONGEST_REASON } from '#app/components/marking/sheet-bar.tsx';
import { decimalSign } from '#app/components/marking/sheet-words.ts';
import type { PaperMarking } from '#app/domain/marking/paper-marking.ts';
import { cellsOf, readKeyedRow } from '#app/domain/marking/read-mark.ts';
import { idParam } from '#app/http/list-address.ts';
import { notFound, orNotFound } from '#app/http/not-found.ts';
import { requireActor } from '#app/http/require-actor.server.ts';
import type { Locale } from '#app/i18n/locale.ts';
import { loadGrid } from '#app/queries/marker/load-grid.server.ts';
import { type SavedRow, saveMarks } from '#app/services/marking/save-marks.server.ts';

/** A marker's sheet sends rows here; whoever follows the address is led to the sheet. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = requireActor(args, 'mark.enter');
  const { id } = orNotFound(await loadGrid(ctx.db, ctx.actor, idParam(args.params.bundleId)));
  return redirect(`/correction/${id}`);
}

const MOST_ROWS = 500;
const MOST_CELLS = 20;
const LONGEST_CELL = 20;
const sentForm = z.object({
  rows: z
    .array(
      z.object({
        code: z.string().max(12),
        cells: z.array(z.string().max(LONGEST_CELL)).max(MOST_CELLS),
        seen: z.int().nonnegative(),
      }),
    )
    .max(MOST_ROWS),
  reason: z.string().max(LONGEST_REASON),
});

/** Saves the rows of a sheet that can be, and says of each other one why not: 422 for what no sheet sends, 409 once closed. */
export async function action(args: ActionFunctionArgs) {
  const ctx = requireActor(args, 'mark.enter');
  const { marking, id } = orNotFound(await loadGrid(ctx.db, ctx.actor, idParam(args.params.bundleId)));
  const sent = readSent(await args.request.formData());
  if (!sent) return answer({ refused: 'mark.unreadable' }, 422);
  const read = sent.rows.map((row) => ({ ...row, read: readKeyedRow(row.cells, marking) }));
  const marks = read.flatMap(({ code, seen, read: { ...row } }) =>
    row.ok && row.value ? [{ scriptCode: code, seen, ...row.value }] : [],
  );
  const saved = await saveMarks(ctx, { bundleId: id, marks, reason: sent.reason });
  if (!saved.ok && saved.reason === 'bundle.notFound') throw notFound();
  if (!saved.ok) return answer({ refused: saved.reason }, 409);
  const unread = read.flatMap(({ code, seen, read: row }) =>
    row.ok && row.value ? [] : [{ code, entries: seen, reason: 'mark.unreadable' }],
  );
  const { locale } = args.context;
  return answer({ rows: [...saved.value.map((row) => rowAnswer(row, marking, locale)), ...unread] }, 200);
}

function readSent(formData: FormData): z.output<typeof sentForm> | undefined {
  try {
    const rows: unknown = JSON.parse(String(formData.get('rows') ?? ''));
    const reason = String(formData.get('reason') ?? '').replaceAll('\0', '');
    return sentForm.safeParse({ rows, reason }).data;
  } catch {
    return undefined;
  }
}

function rowAnswer({ scriptCode, entries, refused, now }: SavedRow, marking: PaperMarking, locale: Locale) {
  return {
    code: scriptCode,
    entries,
    ...(refused ? { reason: refused.reason } : {}),
    ...(now === undefined ? {} : { now: cellsOf(now, marking, decimalSign(locale)) }),
  };
}

function answer(body: object, status: number): Response {
  return Response.json(body, { status, headers: { 'Cache-Control': 'no-store' } });
}
