import type { LoaderFunctionArgs } from '@remix-run/node';
import { minutesResponse } from '#app/http/jury/minutes-response.server.ts';
import { requireActor } from '#app/http/require-actor.server.ts';

/** A jury's own minutes, once its president has signed them. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = requireActor(args, 'deliberation.conduct');
  const { deliberationId: id } = args.params;
  return minutesResponse(ctx, args.request, { id, capability: 'deliberation.conduct' });
}
