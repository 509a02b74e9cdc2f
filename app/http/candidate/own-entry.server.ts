import { z } from 'zod';
import { notFound } from '#app/http/not-found.ts';
import type { SignedIn } from '#app/http/require-actor.server.ts';
import { loadOwnEntry, type OwnEntry } from '#app/services/registration/load-own-entry.server.ts';

/** The signed-in candidate's own. @throws Response the same 404 for an address that is no id, an unknown entry and somebody else's. */
export function ownEntry(ctx: SignedIn, entryId: string | undefined): Promise<OwnEntry> {
  return entryBy(ctx, entryId, 'candidate');
}

/** An entry that comes through a school of which the actor is the head. @throws Response 404 as `ownEntry`. */
export function schoolEntry(ctx: SignedIn, entryId: string | undefined): Promise<OwnEntry> {
  return entryBy(ctx, entryId, 'schoolHead');
}

async function entryBy(ctx: SignedIn, entryId: string | undefined, by: OwnEntry['by']): Promise<OwnEntry> {
  const id = z.uuid().safeParse(entryId);
  if (!id.success) throw notFound();
  const own = await loadOwnEntry(ctx.db, ctx.actor, id.data);
  if (!own.ok || own.value.by !== by) throw notFound();
  return own.value;
}
