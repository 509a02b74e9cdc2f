import type { LoaderFunctionArgs } from '@remix-run/node';
import { publicHeaders } from '#app/http/public-files.ts';
import { publicRoute } from '#app/http/require-actor.server.ts';
import { preflight } from '#app/http/verification-api.server.ts';
import { verificationOpenApi } from '#app/http/verification-openapi.ts';

/** How programs may ask, for the tools that read OpenAPI. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const { settings } = publicRoute({ context }, 'the description of a public API');
  if (request.method === 'OPTIONS') return preflight('GET, OPTIONS');
  return Response.json(verificationOpenApi(settings.origin), {
    headers: publicHeaders('application/json', 3600),
  });
}
