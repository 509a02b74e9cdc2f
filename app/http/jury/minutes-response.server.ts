import { authorise } from '#app/domain/access/actor.ts';
import type { Capability } from '#app/domain/access/roles.ts';
import { findMinutes } from '#app/queries/jury/find-minutes.server.ts';
import { fileResponse } from '../file-response.ts';
import { idParam } from '../list-address.ts';
import { notFound, orNotFound } from '../not-found.ts';
import type { SignedIn } from '../require-actor.server.ts';

/** The signed minutes as a file, for whoever holds the capability there. @throws Response 404 for anybody else, and before. */
export async function minutesResponse(
  ctx: SignedIn,
  request: Request,
  { id, capability }: { readonly id: string | undefined; readonly capability: Capability },
): Promise<Response> {
  const found = orNotFound(await findMinutes(ctx.db, idParam(id)));
  if (!authorise(ctx.actor, capability, found).ok) throw notFound();
  const bytes = orNotFound(await ctx.adapters.storage.get(found.fileKey));
  const name = `pv-jury-${found.jury}-tour-${found.round}.pdf`;
  return fileResponse(request, bytes, { contentType: 'application/pdf', name });
}
