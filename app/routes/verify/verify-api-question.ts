import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { type ApiQuestion, apiAnswer, apiQuestionSchema } from '#app/domain/verification/api-answer.ts';
import { showCheck } from '#app/domain/verification/shown-document.ts';
import { askTypedCode } from '#app/http/guess-guard.server.ts';
import type { AppLoadContext } from '#app/http/load-context.ts';
import { unavailable } from '#app/http/public-files.ts';
import { publicRoute } from '#app/http/require-actor.server.ts';
import {
  answerProgram,
  apiError,
  countCall,
  limitedAnswer,
  methodNotAllowed,
  preflight,
} from '#app/http/verification-api.server.ts';
import { questionCallLimit } from '#app/http/verification-limits.server.ts';
import { checkByText } from '#app/services/verification/check-document.server.ts';
import { countCheck } from '#app/services/verification/count-check.server.ts';

const METHODS = 'POST, OPTIONS';

export async function loader({ request, context }: LoaderFunctionArgs) {
  publicRoute({ context }, 'anyone who holds a document may check it');
  return request.method === 'OPTIONS' ? preflight(METHODS) : methodNotAllowed(METHODS);
}

/** JSON `{text}` or `{number, code}`; the same answer as by a token, 404 for an unknown number and a wrong code alike. */
export async function action({ request, context }: ActionFunctionArgs) {
  const ctx = publicRoute({ context }, 'anyone who holds a document may check it');
  if (request.method !== 'POST') return methodNotAllowed(METHODS);
  const asked = apiQuestionSchema.safeParse(await request.json().catch(() => undefined));
  try {
    const called = await countCall(ctx, questionCallLimit(context.clientAddress));
    if (!called.ok) return called.answer;
    return asked.success
      ? await answerTo(context, asked.data, called.headers)
      : apiError('request.malformed', 400);
  } catch (error) {
    context.reportError(error);
    return unavailable();
  }
}

async function answerTo({ ctx, clientAddress }: AppLoadContext, question: ApiQuestion, headers: Headers) {
  if ('text' in question) {
    const check = await checkByText(ctx, question.text);
    void countCheck(ctx, { door: 'api', check });
    return answerProgram(apiAnswer(showCheck(check)), headers);
  }
  const check = await askTypedCode(ctx, question, { clientAddress, door: 'api' });
  if (!check.ok) return limitedAnswer(Number(check.detail?.seconds ?? 60));
  return answerProgram(apiAnswer(showCheck(check.value)), headers);
}
