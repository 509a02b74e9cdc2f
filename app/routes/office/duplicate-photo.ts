import type { LoaderFunctionArgs } from '@remix-run/node';
import { reachOf } from '#app/domain/access/reach.ts';
import { idParam } from '#app/http/list-address.ts';
import { orNotFound } from '#app/http/not-found.ts';
import { requireActor } from '#app/http/require-actor.server.ts';
import { findPairPhoto } from '#app/queries/followup/list-duplicates.server.ts';

/** Both photos of a pair are shown to who judges it, though one entry may be of another region. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = requireActor(args, 'entry.read');
  const reach = reachOf(ctx.actor, 'entry.read');
  const [pairId, entryId] = [idParam(args.params.pairId), idParam(args.params.entryId)];
  const key = orNotFound(await findPairPhoto(ctx.db, reach, pairId, entryId));
  const bytes = orNotFound(await ctx.adapters.storage.get(key));
  return new Response(new Uint8Array(bytes), {
    headers: { 'Content-Type': 'image/jpeg', 'Cache-Control': 'private, no-store' },
  });
}
