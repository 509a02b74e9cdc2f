import type { LoaderFunctionArgs } from '@remix-run/node';
import { fileResponse } from '#app/http/file-response.ts';
import { idParam } from '#app/http/list-address.ts';
import { notFound } from '#app/http/not-found.ts';
import { requireActor } from '#app/http/require-actor.server.ts';
import { translator } from '#app/i18n/translate.ts';
import { drawAttendanceSheets } from '#app/services/documents/draw-centre-lists.server.ts';

/** In French, as every printed list of the office. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = requireActor(args, 'seat.allocate');
  const { sittingId, centreId } = args.params;
  const drawn = await drawAttendanceSheets(ctx, {
    sittingId: idParam(sittingId),
    centreId: idParam(centreId),
  });
  if (!drawn.ok) throw notFound();
  const { bytes, centre } = drawn.value;
  const name = translator('fr')('centreLists:attendancePdf', { centre });
  return fileResponse(args.request, bytes, { contentType: 'application/pdf', name });
}
