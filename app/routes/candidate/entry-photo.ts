import type { LoaderFunctionArgs } from '@remix-run/node';
import { z } from 'zod';
import { notFound, orNotFound } from '#app/http/not-found.ts';
import { requireActor } from '#app/http/require-actor.server.ts';
import { findOwnPhoto } from '#app/queries/candidate/find-own-file.server.ts';

export async function loader(args: LoaderFunctionArgs) {
  const ctx = requireActor(args, 'entry.own');
  const entryId = z.uuid().safeParse(args.params.entryId);
  if (!entryId.success) throw notFound();
  const key = orNotFound(await findOwnPhoto(ctx.db, ctx.actor.id, entryId.data));
  const bytes = orNotFound(await ctx.adapters.storage.get(key));
  return new Response(new Uint8Array(bytes), {
    headers: { 'Content-Type': 'image/jpeg', 'Cache-Control': 'private, no-store' },
  });
}
