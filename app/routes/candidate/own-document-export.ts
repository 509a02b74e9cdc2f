import type { LoaderFunctionArgs } from '@remix-run/node';
import { exportedResponse, exportParam } from '#app/http/exported-response.ts';
import { idParam } from '#app/http/list-address.ts';
import { orNotFound } from '#app/http/not-found.ts';
import { requireActor } from '#app/http/require-actor.server.ts';
import { findOwnRow } from '#app/queries/documents/load-own-documents.server.ts';

/** One of the candidate's own documents for another system: a credential, ELMO, a wallet's QR. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = requireActor(args, 'entry.own');
  const row = orNotFound(await findOwnRow(ctx.db, ctx.actor.id, idParam(args.params.documentId)));
  return exportedResponse(ctx, args.request, row, exportParam(args.params.file));
}
