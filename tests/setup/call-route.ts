import type { AppLoadContext } from '@remix-run/server-runtime';
import type { PublishedResults } from '#app/adapters/results/port.ts';
import { createCodeGuard } from '#app/http/results/code-guard.ts';
import { tellResult } from '#app/http/results/tell-result.ts';
import type { TestContext } from './test-context.ts';

export type CallOptions = {
  /** With a file, a `FormData`. */
  readonly form?: Readonly<Record<string, string>> | FormData;
  readonly cookie?: string;
  readonly clientAddress?: string;
  readonly params?: Readonly<Record<string, string>>;
  /** Nothing is published when left out. */
  readonly results?: PublishedResults;
};

export const NOTHING_PUBLISHED: PublishedResults = {
  list: () => [],
  open: () => undefined,
  close: async () => undefined,
};

/** One for each world, as there is one in each process. */
const guards = new WeakMap<TestContext['db'], ReturnType<typeof createCodeGuard>>();

function guardOf({ db, clock }: TestContext) {
  const guard = guards.get(db) ?? createCodeGuard(clock);
  guards.set(db, guard);
  return guard;
}

/** The arguments a loader or an action receives for an address, and for a form when one is given. */
export function routeArgs(ctx: TestContext, address: string, options: CallOptions = {}) {
  const request = new Request(new URL(address, ctx.settings.origin), {
    method: options.form ? 'POST' : 'GET',
    headers: options.cookie ? { Cookie: options.cookie } : {},
    ...(options.form ? { body: bodyOf(options.form) } : {}),
  });
  return { request, params: options.params ?? {}, context: loadContext(ctx, options) };
}

function bodyOf(form: NonNullable<CallOptions['form']>): FormData | URLSearchParams {
  return form instanceof FormData ? form : new URLSearchParams(form);
}

function loadContext(
  ctx: TestContext,
  { clientAddress = '192.0.2.1', results }: CallOptions,
): AppLoadContext {
  return {
    ctx,
    nonce: 'nonce',
    requestId: ctx.requestId,
    locale: 'fr',
    demo: ctx.settings.demo,
    results: results ?? NOTHING_PUBLISHED,
    codeGuard: guardOf(ctx),
    tellResult,
    origin: ctx.settings.origin,
    clientAddress,
    policy: () => "default-src 'none'",
    reportError: (error) => {
      throw error;
    },
  };
}

/** What a redirect or thrown Response says, or the data and status of an answer shown by the page. */
export async function answerOf(call: Promise<unknown>) {
  const answer: unknown = await call.catch((thrown: unknown) => {
    if (thrown instanceof Response) return thrown;
    throw thrown;
  });
  if (answer instanceof Response) {
    return {
      status: answer.status,
      location: answer.headers.get('Location'),
      cookies: answer.headers.getSetCookie(),
      data: undefined,
    };
  }
  const wrapped = typeof answer === 'object' && answer !== null && 'init' in answer && 'data' in answer;
  const init = wrapped ? answer.init : undefined;
  const status = typeof init === 'object' && init !== null && 'status' in init ? Number(init.status) : 200;
  return { status, location: null, cookies: [] as string[], data: wrapped ? answer.data : answer };
}

/** The Cookie header a browser would send back after these Set-Cookie values. */
export function cookieHeader(setCookies: readonly string[]): string {
  return setCookies.map((value) => value.split(';')[0] ?? '').join('; ');
}
