import type { AppLoadContext, ServerBuild } from '@remix-run/server-runtime';
import { createRequestHandler } from '@remix-run/server-runtime';
import type { ViteDevServer } from 'vite';
import { systemClock } from '#app/adapters/clock/system-clock.server.ts';
import type { PublishedResults } from '#app/adapters/results/port.ts';
import { plainProblemPage } from '#app/http/error-responses.ts';
import type { ScriptPolicy } from '#app/http/load-context.ts';
import { type CodeGuard, createCodeGuard } from '#app/http/results/code-guard.ts';
import { tellResult } from '#app/http/results/tell-result.ts';
import type { RequestFacts } from './web-refusals.ts';

export type ErrorLogger = { error(fields: Record<string, unknown>, message: string): void };

/** The caller's part of the load context; the server adds what it knows and what the caller left out. */
export type CallerContext = Pick<AppLoadContext, 'ctx' | 'demo'> & Partial<AppLoadContext>;

export type RemixOptions = {
  readonly createContext: (request: Request, facts: RequestFacts) => Promise<CallerContext>;
  /** The built server, or the Vite server in development. */
  readonly build?: ServerBuild;
  readonly viteDev?: ViteDevServer;
  readonly logger: ErrorLogger;
  /** Nothing is published when left out. */
  readonly results?: PublishedResults;
  readonly codeGuard?: CodeGuard;
};

export type LoadedBuild = ServerBuild | (() => Promise<ServerBuild>);

export function loadBuild({ build, viteDev }: RemixOptions): LoadedBuild {
  if (build) return build;
  if (!viteDev) throw new Error('startWeb needs a build or a Vite server');
  return async () => {
    const loaded: unknown = await viteDev.ssrLoadModule('virtual:remix/server-build');
    if (!isBuild(loaded)) throw new Error('Vite gave no server build');
    return loaded;
  };
}

function isBuild(value: unknown): value is ServerBuild {
  return typeof value === 'object' && value !== null && 'routes' in value && 'entry' in value;
}

const NOTHING_PUBLISHED: PublishedResults = {
  list: () => [],
  open: () => undefined,
  close: async () => undefined,
};

export type RemixHandler = (
  request: Request,
  facts: RequestFacts,
  policy: (scripts: ScriptPolicy) => string,
  replaced?: Partial<AppLoadContext>,
) => Promise<Response>;

/** Answers with the routes. Whatever `replaced` holds stands in for the context's own. */
export function createRemixHandler(options: RemixOptions, build: LoadedBuild): RemixHandler {
  const handle = createRequestHandler(build, options.viteDev ? 'development' : 'production');
  const common = {
    results: options.results ?? NOTHING_PUBLISHED,
    codeGuard: options.codeGuard ?? createCodeGuard(systemClock),
    tellResult,
  };
  return async (request, facts, policy, replaced = {}) => {
    const { requestId, nonce, locale, readerLocale, origin, clientAddress } = facts;
    const reportError = (error: unknown) =>
      options.logger.error({ err: error, requestId }, 'unexpected error');
    let caller: CallerContext;
    try {
      caller = await options.createContext(request, facts);
    } catch (error) {
      reportError(error);
      return plainProblemPage({ problem: 'busy', status: 503, ...facts });
    }
    const own = { requestId, nonce, locale, readerLocale, origin, clientAddress, reportError, policy };
    const response = await handle(request, { ...common, ...own, ...caller, ...replaced });
    // A sign-in or sign-out in this very request has set the cookie already; a shared cache must never keep one.
    const isShared = /public/.test(response.headers.get('Cache-Control') ?? '');
    if (caller.renewedCookie && !isShared && !response.headers.has('Set-Cookie'))
      response.headers.append('Set-Cookie', caller.renewedCookie);
    return response;
  };
}
