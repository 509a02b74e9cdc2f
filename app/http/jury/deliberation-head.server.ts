import { authorise } from '#app/domain/access/actor.ts';
import { type DeliberationHead, findDeliberation } from '#app/queries/jury/load-deliberation-page.server.ts';
import { idParam } from '../list-address.ts';
import { notFound, orNotFound } from '../not-found.ts';
import type { SignedIn } from '../require-actor.server.ts';

/** The deliberation an address names, for those of its jury. @throws Response the same 404 for everybody else. */
export async function deliberationHead(ctx: SignedIn, id: string | undefined): Promise<DeliberationHead> {
  const head = orNotFound(await findDeliberation(ctx.db, idParam(id)));
  if (!authorise(ctx.actor, 'deliberation.conduct', head).ok) throw notFound();
  return head;
}
