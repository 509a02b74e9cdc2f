import type { LoaderFunctionArgs } from '@remix-run/node';
import { issuerOrigin } from '#app/http/credential-keys.server.ts';
import { publicHeaders } from '#app/http/public-files.ts';
import { publicRoute } from '#app/http/require-actor.server.ts';

/** Where a reader of credentials finds the issuer's keys, from the `iss` it reads in one. */
export async function loader({ context }: LoaderFunctionArgs) {
  const ctx = publicRoute({ context }, 'public keys are for everyone');
  const issuer = issuerOrigin(ctx);
  const body = { issuer, jwks_uri: `${issuer}/.well-known/jwks.json` };
  return new Response(JSON.stringify(body), { headers: publicHeaders('application/json', 300) });
}
