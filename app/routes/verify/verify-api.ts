import type { LoaderFunctionArgs } from '@remix-run/node';
import { showCheck } from '#app/domain/verification/shown-document.ts';
import { publicHeaders, unavailable } from '#app/http/public-files.ts';
import { limitAll } from '#app/http/rate-limit.server.ts';
import { publicRoute } from '#app/http/require-actor.server.ts';
import { apiLimits } from '#app/http/verification-limits.server.ts';
import { checkByToken } from '#app/services/verification/check-document.server.ts';

/** `{verdict, reason, statusAsOf, claims?}` for an employer's program; `claims` holds what the page shows and no more. */
export async function loader({ params, context }: LoaderFunctionArgs) {
  const ctx = publicRoute({ context }, 'anyone who holds a document may check it');
  const headers = publicHeaders('application/json', 0);
  try {
    const allowed = await limitAll(ctx, apiLimits(context.clientAddress));
    if (!allowed.ok) {
      headers.set('Retry-After', String(allowed.detail?.seconds ?? 60));
      return Response.json({ error: 'rate.limited' }, { status: 429, headers });
    }
    const { verdict, reason, statusAsOf, document } = showCheck(await checkByToken(ctx, params.token ?? ''));
    const answer = { verdict, reason, statusAsOf, ...(document && { claims: document }) };
    return Response.json(answer, { status: reason === 'token.mismatch' ? 404 : 200, headers });
  } catch (error) {
    context.reportError(error);
    return unavailable();
  }
}
