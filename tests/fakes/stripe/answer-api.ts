import type { Context } from 'hono';
import { takeOne } from '../behaviour.ts';
import type { Fake } from './fake.ts';
import { StripeFault } from './fault.ts';
import { canonicalForm, type FormValue, parseForm } from './parse-form.ts';
import { newId, type SavedAnswer } from './state.ts';

const KEY_LIFE_SECONDS = 24 * 3600;

/** @throws StripeFault 401 as Stripe answers a missing or wrong key. */
export function checkKey(fake: Fake, c: Context): void {
  const header = c.req.header('authorization') ?? '';
  const given = header.startsWith('Basic ')
    ? Buffer.from(header.slice(6), 'base64').toString().split(':')[0]
    : header.replace(/^Bearer /, '');
  if (given === fake.apiKey) return;
  throw new StripeFault(401, {
    type: 'invalid_request_error',
    message: given ? 'Invalid API Key provided.' : 'You did not provide an API key.',
  });
}

export function misbehave(fake: Fake): void {
  if (takeOne(fake.behaviour, 'failRequests')) {
    throw new StripeFault(500, { type: 'api_error', message: 'An unknown error occurred' });
  }
}

/**
 * Carries out a POST once per idempotency key: the first answer is kept for a day and given again for the same
 * parameters; other parameters or another address are refused. Requests refused before being carried out (their
 * parameters are wrong) are not kept.
 */
export async function answerOnce(
  fake: Fake,
  c: Context,
  act: (form: { [name: string]: FormValue }) => object,
): Promise<Response> {
  const text = await c.req.text();
  const key = c.req.header('idempotency-key');
  const request = { path: c.req.path, parameters: canonicalForm(text) };
  const saved = key === undefined ? undefined : savedAnswer(fake, key, request);
  const answer = saved ?? {
    ...request,
    status: 200,
    body: JSON.stringify(act(parseForm(text))),
    created: fake.now(),
  };
  if (key !== undefined && !saved) {
    fake.state.answers[key] = answer;
    fake.save();
  }
  if (takeOne(fake.behaviour, 'loseAnswers')) {
    throw new StripeFault(503, { type: 'api_error', message: 'The answer was lost' });
  }
  c.header('request-id', newId('req', 14));
  if (key !== undefined) c.header('idempotency-key', key);
  if (saved) c.header('idempotent-replayed', 'true');
  return c.body(answer.body, 200, { 'content-type': 'application/json' });
}

function savedAnswer(
  fake: Fake,
  key: string,
  request: Pick<SavedAnswer, 'path' | 'parameters'>,
): SavedAnswer | undefined {
  const saved = fake.state.answers[key];
  if (!saved || saved.created + KEY_LIFE_SECONDS < fake.now()) return undefined;
  const suffix = `Try using a key other than '${key}' if you meant to execute a different request.`;
  if (saved.path !== request.path) {
    throw idempotencyFault(
      `Keys for idempotent requests can only be used for the same endpoint they were first used for ('${request.path}' vs '${saved.path}'). ${suffix}`,
    );
  }
  if (saved.parameters !== request.parameters) {
    throw idempotencyFault(
      `Keys for idempotent requests can only be used with the same parameters they were first used with. ${suffix}`,
    );
  }
  return saved;
}

function idempotencyFault(message: string): StripeFault {
  return new StripeFault(400, { type: 'idempotency_error', message });
}
