import type { LoaderFunctionArgs } from '@remix-run/node';
import { minutesResponse } from '#app/http/jury/minutes-response.server.ts';
import { requireActor } from '#app/http/require-actor.server.ts';

/** Any jury's minutes, for those of the office who read its documents: who publishes, who audits, who registers. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = requireActor(args, 'document.read');
  const { deliberationId: id } = args.params;
  return minutesResponse(ctx, args.request, { id, capability: 'document.read' });
}
