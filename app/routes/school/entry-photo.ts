import type { LoaderFunctionArgs } from '@remix-run/node';
import { schoolEntry } from '#app/http/candidate/own-entry.server.ts';
import { orNotFound } from '#app/http/not-found.ts';
import { requireActor } from '#app/http/require-actor.server.ts';

export async function loader(args: LoaderFunctionArgs) {
  const ctx = requireActor(args, 'entry.school');
  const { entry } = await schoolEntry(ctx, args.params.entryId);
  const bytes = orNotFound(await ctx.adapters.storage.get(orNotFound(entry.photoKey)));
  return new Response(new Uint8Array(bytes), {
    headers: { 'Content-Type': 'image/jpeg', 'Cache-Control': 'private, no-store' },
  });
}
