import type { LoaderFunctionArgs } from '@remix-run/node';
import { publicFile, unavailable } from '#app/http/public-files.ts';
import { publicRoute } from '#app/http/require-actor.server.ts';
import { serveTrustList } from '#app/services/verification/published-lists.server.ts';

/** The keys the office answers for, signed by its root key: what every verifier outside needs. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const ctx = publicRoute({ context }, 'public keys are for everyone');
  try {
    return publicFile(request, await serveTrustList(ctx), 'application/jwt', 300);
  } catch (error) {
    context.reportError(error);
    return unavailable();
  }
}
