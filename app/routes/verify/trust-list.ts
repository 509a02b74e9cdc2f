import type { LoaderFunctionArgs } from '@remix-run/node';
import { publicHeaders, unavailable } from '#app/http/public-files.ts';
import { publicRoute } from '#app/http/require-actor.server.ts';
import { publishTrustList } from '#app/services/verification/trust-list.server.ts';

/** The keys the office answers for, signed by its root key: what every verifier outside needs. */
export async function loader({ context }: LoaderFunctionArgs) {
  const ctx = publicRoute({ context }, 'public keys are for everyone');
  try {
    return new Response(await publishTrustList(ctx), { headers: publicHeaders('application/jwt', 300) });
  } catch (error) {
    context.reportError(error);
    return unavailable();
  }
}
