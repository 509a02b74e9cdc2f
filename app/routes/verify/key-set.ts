import type { LoaderFunctionArgs } from '@remix-run/node';
import { keyAddress } from '#app/domain/exports/credential-jwt.ts';
import { notFound } from '#app/http/not-found.ts';
import { publicHeaders, unavailable } from '#app/http/public-files.ts';
import { publicRoute } from '#app/http/require-actor.server.ts';
import { listPublicKeys } from '#app/queries/documents/list-public-keys.server.ts';

/**
 * The keys credentials are signed with: all of them as a JWK Set, or one alone at the address a credential's `kid`
 * names. A key's `kid` is that address, so that a library finds it in either.
 */
export async function loader({ params, context }: LoaderFunctionArgs) {
  const ctx = publicRoute({ context }, 'public keys are for everyone');
  const origin = `${new URL(ctx.settings.origin).protocol}//${ctx.settings.officialHost}`;
  try {
    const keys = await listPublicKeys(ctx.db);
    const named = keys.map((key) => ({ ...key, use: 'sig', kid: keyAddress(origin, key.kid ?? '') }));
    if (params.kid === undefined) return answer({ keys: named }, 'application/jwk-set+json');
    const one = named.find(({ kid }) => kid === keyAddress(origin, params.kid ?? ''));
    if (!one) throw notFound();
    return answer(one, 'application/jwk+json');
  } catch (error) {
    if (error instanceof Response) throw error;
    context.reportError(error);
    return unavailable();
  }
}

const answer = (body: unknown, type: string) =>
  new Response(JSON.stringify(body), { headers: publicHeaders(type, 300) });
