import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { notFound } from '#app/http/not-found.ts';
import { readLimitedBody } from '#app/http/read-limited-body.server.ts';
import { publicRoute } from '#app/http/require-actor.server.ts';
import { recordProviderEvent } from '#app/services/fees/record-provider-event.server.ts';

/** Many times what any provider sends. */
const LONGEST_BODY = 256 * 1024;

/** The body is read as it came: the signature covers its bytes. What it says is asked again of the provider, later. */
export async function action({ request, context, params }: ActionFunctionArgs) {
  const ctx = publicRoute({ context }, 'the provider signs what it sends');
  const provider = params.provider ?? '';
  if (!Object.hasOwn(ctx.adapters.payments, provider)) throw notFound();
  const body = await readLimitedBody(request, LONGEST_BODY);
  if (!body.ok) return new Response(null, { status: 413 });
  const recorded = await recordProviderEvent(
    { ...ctx, actor: { kind: 'system', name: `webhook:${provider}` } },
    { provider, rawBody: body.value, headers: request.headers },
  );
  return new Response(null, { status: recorded.ok ? 200 : 400 });
}

export async function loader({ context, params }: LoaderFunctionArgs) {
  const ctx = publicRoute({ context }, 'nothing is read here');
  if (!Object.hasOwn(ctx.adapters.payments, params.provider ?? '')) throw notFound();
  return new Response(null, { status: 405, headers: { Allow: 'POST' } });
}
