import type { LoaderFunctionArgs } from '@remix-run/node';
import { credentialKeys } from '#app/http/credential-keys.server.ts';
import { publicHeaders, unavailable } from '#app/http/public-files.ts';
import { publicRoute } from '#app/http/require-actor.server.ts';

/** The keys credentials are signed with, as a JWK Set (RFC 7517). */
export async function loader({ context }: LoaderFunctionArgs) {
  const ctx = publicRoute({ context }, 'public keys are for everyone');
  try {
    const body = JSON.stringify({ keys: await credentialKeys(ctx) });
    return new Response(body, { headers: publicHeaders('application/jwk-set+json', 300) });
  } catch (error) {
    context.reportError(error);
    return unavailable();
  }
}
