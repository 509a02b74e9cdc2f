import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { publicHeaders } from '#app/http/public-files.ts';
import { publicRoute } from '#app/http/require-actor.server.ts';
import { LONGEST_CODE } from '#app/http/results/code-form.ts';
import { publishedNumber, tryCode } from '#app/http/results/published-number.ts';

/** `{sittingId, version, tableNumber, decision}` of a number, for a program; 404 `{error}` when there is none. */
export async function loader({ params, context }: LoaderFunctionArgs) {
  publicRoute({ context }, 'a table number’s decision is public once published');
  const { snapshot, tableNumber } = publishedNumber(context, params);
  const decision = snapshot.findDecision(tableNumber);
  if (!decision) return answer({ error: 'result.unknown' }, 404);
  const { sittingId, version } = snapshot.head;
  return answer({ sittingId, version, tableNumber, decision });
}

/** With the form field `code`: name and marks too, as the page says them. A wrong code and an unknown number are alike. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  publicRoute({ context }, 'the number and the code of the convocation open a result');
  const asked = publishedNumber(context, params);
  const code = (await request.formData()).get('code');
  if (typeof code !== 'string' || code === '' || code.length > LONGEST_CODE)
    return answer({ error: 'result.codeMissing' }, 422);
  const opened = tryCode(context, asked, code);
  if (opened.state === 'limited') {
    const limited = answer({ error: 'rate.limited' }, 429);
    limited.headers.set('Retry-After', String(opened.refused.detail?.seconds ?? 60));
    return limited;
  }
  if (opened.state === 'wrong') return answer({ error: 'result.wrong' }, 404);
  const { head } = asked.snapshot;
  const { tableNumber, decision } = opened.result;
  const told = context.tellResult(head, opened.result, context.locale);
  return answer({ sittingId: head.sittingId, version: head.version, tableNumber, decision, result: told });
}

function answer(body: unknown, status = 200): Response {
  return Response.json(body, { status, headers: publicHeaders('application/json', 0) });
}
