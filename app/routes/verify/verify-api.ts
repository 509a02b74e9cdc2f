import type { LoaderFunctionArgs } from '@remix-run/node';
import { apiAnswer } from '#app/domain/verification/api-answer.ts';
import { showCheck } from '#app/domain/verification/shown-document.ts';
import { unavailable } from '#app/http/public-files.ts';
import { publicRoute } from '#app/http/require-actor.server.ts';
import { answerProgram, countCall, preflight } from '#app/http/verification-api.server.ts';
import { tokenCallLimit } from '#app/http/verification-limits.server.ts';
import { checkByToken } from '#app/services/verification/check-document.server.ts';
import { countCheck } from '#app/services/verification/count-check.server.ts';

/** `{verdict, reason, statusAsOf, claims?}` for an employer's program; `claims` holds what the page shows and no more. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const ctx = publicRoute({ context }, 'anyone who holds a document may check it');
  if (request.method === 'OPTIONS') return preflight('GET, OPTIONS');
  try {
    const called = await countCall(ctx, tokenCallLimit(context.clientAddress));
    if (!called.ok) return called.answer;
    const check = await checkByToken(ctx, params.token ?? '');
    void countCheck(ctx, { door: 'api', check });
    return answerProgram(apiAnswer(showCheck(check)), called.headers);
  } catch (error) {
    context.reportError(error);
    return unavailable();
  }
}
