import type { LoaderFunctionArgs } from '@remix-run/node';
import { reachOf } from '#app/domain/access/reach.ts';
import { idOf } from '#app/http/list-address.ts';
import { orNotFound } from '#app/http/not-found.ts';
import { requireActor } from '#app/http/require-actor.server.ts';
import { loadDocumentStylePage } from '#app/queries/office/load-document-style.server.ts';

/** The arms of the latest look. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = requireActor(args, 'document.configure');
  const organisationId = idOf(new URL(args.request.url).searchParams, 'organisme');
  const reach = reachOf(ctx.actor, 'document.configure');
  const { style } = orNotFound(await loadDocumentStylePage(ctx.db, reach, { organisationId }));
  const { key } = orNotFound(style?.arms);
  const bytes = orNotFound(await ctx.adapters.storage.get(key));
  return new Response(new Uint8Array(bytes), {
    headers: { 'Content-Type': 'image/jpeg', 'Cache-Control': 'private, no-store' },
  });
}
