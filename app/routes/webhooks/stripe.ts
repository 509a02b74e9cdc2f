import type { ActionFunctionArgs } from '@remix-run/node';
import { publicRoute } from '#app/http/require-actor.server.ts';
import { recordProviderEvent } from '#app/services/fees/record-provider-event.server.ts';

/** The body is read as it came: the signature covers its bytes. What it says is asked again of the provider, later. */
export async function action({ request, context }: ActionFunctionArgs) {
  const ctx = publicRoute({ context }, 'the provider signs what it sends');
  const rawBody = await request.text();
  const recorded = await recordProviderEvent(
    { ...ctx, actor: { kind: 'system', name: 'webhook:stripe' } },
    { provider: 'stripe', rawBody, headers: request.headers },
  );
  return new Response(null, { status: recorded.ok ? 200 : 400 });
}

export async function loader({ context }: Pick<ActionFunctionArgs, 'context'>) {
  publicRoute({ context }, 'nothing is read here');
  return new Response(null, { status: 405, headers: { Allow: 'POST' } });
}
