import type { LoaderFunctionArgs } from '@remix-run/node';
import { keyAddress } from '#app/domain/exports/credential-jwt.ts';
import { credentialKeys, issuerOrigin } from '#app/http/credential-keys.server.ts';
import { orNotFound } from '#app/http/not-found.ts';
import { publicHeaders, unavailable } from '#app/http/public-files.ts';
import { publicRoute } from '#app/http/require-actor.server.ts';

/** One key alone, at the address a credential's `kid` names. */
export async function loader({ params, context }: LoaderFunctionArgs) {
  const ctx = publicRoute({ context }, 'public keys are for everyone');
  try {
    const wanted = keyAddress(issuerOrigin(ctx), params.kid ?? '');
    const key = orNotFound((await credentialKeys(ctx)).find(({ kid }) => kid === wanted));
    return new Response(JSON.stringify(key), { headers: publicHeaders('application/jwk+json', 300) });
  } catch (error) {
    if (error instanceof Response) throw error;
    context.reportError(error);
    return unavailable();
  }
}
