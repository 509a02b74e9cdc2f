import type { LoaderFunctionArgs } from '@remix-run/node';
import { reachOf } from '#app/domain/access/reach.ts';
import { idParam } from '#app/http/list-address.ts';
import { orNotFound } from '#app/http/not-found.ts';
import { paperResponse } from '#app/http/paper-response.server.ts';
import { requireActor } from '#app/http/require-actor.server.ts';
import { findReadableEntry } from '#app/queries/office/load-entry.server.ts';

export async function loader(args: LoaderFunctionArgs) {
  const ctx = requireActor(args, 'entry.read');
  const reach = reachOf(ctx.actor, 'entry.read');
  const entryId = orNotFound(await findReadableEntry(ctx.db, reach, idParam(args.params.entryId)));
  return paperResponse(ctx, args.request, entryId, args.params.documentId);
}
