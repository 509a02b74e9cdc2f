import type { ApiAnswer } from '#app/domain/verification/api-answer.ts';
import type { Ctx } from '#app/services/context.ts';
import { publicHeaders } from './public-files.ts';
import { countTry, type Limit } from './rate-limit.server.ts';

/** Headers of an answer to a program, with how much of its limit is left. */
export type ApiLimit =
  | { readonly ok: true; readonly headers: Headers }
  | { readonly ok: false; readonly answer: Response };

const JSON_TYPE = 'application/json';

/** For any site, without cookies; a browser on another site may read when to come back. */
export function apiHeaders(contentType = JSON_TYPE): Headers {
  const headers = publicHeaders(contentType, 0);
  headers.set('Access-Control-Expose-Headers', 'RateLimit, RateLimit-Policy, Retry-After');
  headers.set('Referrer-Policy', 'no-referrer');
  return headers;
}

/**
 * Counts a call against the limit of its address and tells it in `RateLimit` and `RateLimit-Policy`
 * (draft-ietf-httpapi-ratelimit-headers-10).
 */
export async function countCall(ctx: Pick<Ctx, 'db' | 'clock'>, limit: Limit): Promise<ApiLimit> {
  const { count, secondsLeft } = await countTry(ctx, limit);
  if (count > limit.max) return { ok: false, answer: limitedAnswer(secondsLeft) };
  const headers = apiHeaders();
  headers.set('RateLimit-Policy', `"address";q=${limit.max};w=${limit.windowSeconds}`);
  headers.set('RateLimit', `"address";r=${limit.max - count};t=${secondsLeft}`);
  return { ok: true, headers };
}

export function limitedAnswer(seconds: number): Response {
  const headers = apiHeaders();
  headers.set('Retry-After', String(seconds));
  headers.set('RateLimit', `"address";r=0;t=${seconds}`);
  return Response.json({ error: 'rate.limited' }, { status: 429, headers });
}

export function apiError(error: string, status: number): Response {
  return Response.json({ error }, { status, headers: apiHeaders() });
}

/** 404 where no document of the office has the token, or the number with its code: one answer for all of these. */
export function answerProgram(answer: ApiAnswer, headers: Headers): Response {
  return Response.json(answer, { status: answer.reason === 'token.mismatch' ? 404 : 200, headers });
}

/** Answers a browser that asks whether a page of another site may call. */
export function preflight(methods: string): Response {
  const headers = apiHeaders();
  headers.delete('Content-Type');
  headers.set('Access-Control-Allow-Methods', methods);
  headers.set('Access-Control-Allow-Headers', 'Content-Type, Accept');
  headers.set('Access-Control-Max-Age', '86400');
  return new Response(null, { status: 204, headers });
}

export function methodNotAllowed(methods: string): Response {
  const answer = apiError('method.notAllowed', 405);
  answer.headers.set('Allow', methods);
  return answer;
}
