import type { LoaderFunctionArgs } from '@remix-run/node';
import { ownEntry } from '#app/http/candidate/own-entry.server.ts';
import { paperResponse } from '#app/http/paper-response.server.ts';
import { requireActor } from '#app/http/require-actor.server.ts';

export async function loader(args: LoaderFunctionArgs) {
  const ctx = requireActor(args, 'entry.own');
  const { entry } = await ownEntry(ctx, args.params.entryId);
  return paperResponse(ctx, args.request, entry.id, args.params.documentId);
}
