import type { LoaderFunctionArgs } from '@remix-run/node';
import { reachOf } from '#app/domain/access/reach.ts';
import { exportedResponse, exportParam } from '#app/http/exported-response.ts';
import { idParam } from '#app/http/list-address.ts';
import { orNotFound } from '#app/http/not-found.ts';
import { requireActor } from '#app/http/require-actor.server.ts';
import { findDocumentRow } from '#app/queries/office/search-documents.server.ts';

export async function loader(args: LoaderFunctionArgs) {
  const ctx = requireActor(args, 'document.read');
  const reach = reachOf(ctx.actor, 'document.read');
  const row = orNotFound(await findDocumentRow(ctx.db, reach, idParam(args.params.documentId)));
  return exportedResponse(ctx, args.request, row, exportParam(args.params.file));
}
