import type { LoaderFunctionArgs } from '@remix-run/node';
import { schoolEntry } from '#app/http/candidate/own-entry.server.ts';
import { paperResponse } from '#app/http/paper-response.server.ts';
import { requireActor } from '#app/http/require-actor.server.ts';

export async function loader(args: LoaderFunctionArgs) {
  const ctx = requireActor(args, 'entry.school');
  const { entry } = await schoolEntry(ctx, args.params.entryId);
  return paperResponse(ctx, args.request, entry.id, args.params.documentId);
}
