import { z } from 'zod';
import { notFound } from '#app/http/not-found.ts';
import type { SignedIn } from '#app/http/require-actor.server.ts';
import { loadOwnEntry, type OwnEntry } from '#app/services/registration/load-own-entry.server.ts';

/** @throws Response the same 404 for an address that is no id, an unknown entry and somebody else's. */
export async function ownEntry(ctx: SignedIn, entryId: string | undefined): Promise<OwnEntry> {
  const id = z.uuid().safeParse(entryId);
  if (!id.success) throw notFound();
  const own = await loadOwnEntry(ctx.db, ctx.actor, id.data);
  if (!own.ok) throw notFound();
  return own.value;
}
