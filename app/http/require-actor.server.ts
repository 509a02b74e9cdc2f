import type { AppLoadContext } from '@remix-run/server-runtime';
import { redirect } from '@remix-run/server-runtime';
import { holds } from '#app/domain/access/actor.ts';
import type { Capability } from '#app/domain/access/roles.ts';
import type { Ctx } from '#app/services/context.ts';

type RouteArgs = { readonly request: Request; readonly context: AppLoadContext };
export type SignedIn = Ctx & { readonly actor: Extract<Ctx['actor'], { kind: 'user' }> };

/**
 * First line of every loader and action that isn't public: who is asking, and may they open this page at all.
 * Scope (which region, school, jury) is the service's or the query's to check. Of several capabilities one is enough.
 * @throws Response a redirect to the sign-in page for a stranger, 404 for someone without the capability.
 */
export function requireActor(
  { request, context }: RouteArgs,
  capability: Capability | readonly Capability[],
): SignedIn {
  const { ctx } = context;
  const { actor } = ctx;
  if (actor.kind !== 'user') {
    const url = new URL(request.url);
    const back = request.method === 'GET' ? `?suite=${encodeURIComponent(url.pathname + url.search)}` : '';
    throw redirect(`/connexion${back}`);
  }
  const asked = typeof capability === 'string' ? [capability] : capability;
  if (!asked.some((one) => holds(actor, one))) throw new Response(null, { status: 404 });
  return { ...ctx, actor };
}

/** First line of every loader and action that anyone may call; the reason says why, for whoever reviews the route. */
export function publicRoute({ context }: Pick<RouteArgs, 'context'>, _reason: string): Ctx {
  return context.ctx;
}
