import { randomBytes, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { getRequestListener, type HttpBindings } from '@hono/node-server';
import type { AppLoadContext, ServerBuild } from '@remix-run/server-runtime';
import { createRequestHandler } from '@remix-run/server-runtime';
import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { ViteDevServer } from 'vite';
import { SHEET_LIMITS } from '#app/domain/shared/sheet-limits.ts';
import { checkOrigin } from '#app/http/check-origin.ts';
import { compress } from '#app/http/compress.ts';
import { type Problem, plainProblemPage } from '#app/http/error-responses.ts';
import { type Reached, readForwarded } from '#app/http/forwarded.ts';
import type { ScriptPolicy } from '#app/http/load-context.ts';
import { createPatternFinder } from '#app/http/route-pattern.ts';
import { contentSecurityPolicy, setSecurityHeaders } from '#app/http/security-headers.ts';
import { serveClientFiles } from '#app/http/static-files.ts';
import { type Locale, localeCookie, resolveLocale } from '#app/i18n/locale.ts';

export type WebLogger = {
  info(fields: Record<string, unknown>, message: string): void;
  warn(fields: Record<string, unknown>, message: string): void;
  error(fields: Record<string, unknown>, message: string): void;
};

/** What the server knows of a request before the session is read. */
export type RequestFacts = {
  readonly requestId: string;
  readonly nonce: string;
  readonly clientAddress: string;
  readonly locale: Locale;
  /** `https://host` as the visitor typed it. */
  readonly origin: string;
  readonly https: boolean;
};

/** The caller's part of the load context; the server adds what it knows and what the caller left out. */
export type CallerContext = Pick<AppLoadContext, 'ctx' | 'demo'> & Partial<AppLoadContext>;

export type WebOptions = {
  /** 0 takes a free port. */
  readonly port: number;
  readonly host?: string;
  readonly createContext: (request: Request, facts: RequestFacts) => Promise<CallerContext>;
  /** The built server, or the Vite server in development. */
  readonly build?: ServerBuild;
  readonly viteDev?: ViteDevServer;
  readonly logger: WebLogger;
  /** Throws when the process can't serve: the database is away. */
  readonly checkReady: () => Promise<void>;
  /** Number of our own proxies in front (true is one); their `X-Forwarded-*` is believed. */
  readonly trustProxy?: boolean | number;
  readonly paymentOrigins?: readonly string[];
  readonly maxBodyBytes?: number;
  /** Folder of the built browser files. */
  readonly clientFolder?: string;
};

export type RunningWeb = { readonly port: number; close(): Promise<void> };

type Bindings = { Bindings: HttpBindings; Variables: { facts: RequestFacts; reached: Reached } };

/** Asked every few seconds by whoever watches the process: not worth a log line. */
const PROBES: ReadonlySet<string> = new Set(['/healthz', '/readyz']);
const CLOSE_LIMIT_MS = 15_000;
/** With a file, and without: a form of fields alone is far smaller, and a million of them would take minutes to read. */
const MAX_BODY_BYTES = 12 * 1024 * 1024;
const MAX_FIELDS_BYTES = 1024 * 1024;
/** A list of pupils may be larger than a photo: what its form adds included. */
const MAX_SHEET_BYTES = (SHEET_LIMITS.megabytes + 1) * 1024 * 1024;
const SHEET_FORM = '/ecole/imports/nouveau';

function factsOf(request: Request, reached: Reached): RequestFacts {
  return {
    requestId: randomUUID(),
    nonce: randomBytes(16).toString('base64url'),
    clientAddress: reached.clientAddress,
    locale: resolveLocale(request),
    origin: `${reached.https ? 'https' : 'http'}://${reached.host}`,
    https: reached.https,
  };
}

function policyOf(options: WebOptions, nonce: string) {
  const { paymentOrigins = [], viteDev } = options;
  return (scripts: ScriptPolicy) =>
    contentSecurityPolicy({ nonce, scripts, paymentOrigins, development: viteDev !== undefined });
}

function loadBuild({ build, viteDev }: WebOptions): ServerBuild | (() => Promise<ServerBuild>) {
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

function problem(facts: RequestFacts, name: Problem, status: number): Response {
  return plainProblemPage({ problem: name, status, ...facts });
}

/** Headers, language cookie and one log line around every answer. The line holds no query, no token and no person. */
function frame(app: Hono<Bindings>, options: WebOptions, build: ReturnType<typeof loadBuild>): void {
  const patternOf = createPatternFinder(build);
  app.use(async (c, next) => {
    const started = performance.now();
    const socket = c.env.incoming.socket;
    const encrypted = 'encrypted' in socket && socket.encrypted === true;
    const reached = readForwarded(
      c.req.raw.headers,
      { remoteAddress: socket.remoteAddress ?? '', encrypted },
      options.trustProxy ?? false,
    );
    const facts = factsOf(c.req.raw, reached);
    c.set('facts', facts);
    c.set('reached', reached);
    await next();
    const headers = c.res.headers;
    setSecurityHeaders(headers, {
      path: c.req.path,
      https: facts.https,
      policy: policyOf(options, facts.nonce)('none'),
    });
    headers.set('X-Request-Id', facts.requestId);
    if (!headers.has('Cache-Control')) headers.set('Cache-Control', 'no-store');
    const cookie = localeCookie(c.req.raw, facts.https);
    if (cookie) headers.append('Set-Cookie', cookie);
    if (PROBES.has(c.req.path)) return;
    const route = await patternOf(c.req.path);
    const ms = Math.round(performance.now() - started);
    options.logger.info(
      { method: c.req.method, route, status: c.res.status, ms, requestId: facts.requestId },
      'request',
    );
  });
}

function addHealth(app: Hono<Bindings>, options: WebOptions, isClosing: () => boolean): void {
  app.get('/healthz', (c) => c.json({ status: 'ok' }));
  app.get('/readyz', async (c) => {
    if (isClosing()) return c.json({ status: 'closing' }, 503);
    try {
      await options.checkReady();
      return c.json({ status: 'ready' });
    } catch {
      return c.json({ status: 'unavailable' }, 503);
    }
  });
}

function addRemix(app: Hono<Bindings>, options: WebOptions, build: ReturnType<typeof loadBuild>): void {
  const handle = createRequestHandler(build, options.viteDev ? 'development' : 'production');
  app.all('*', async (c) => {
    const facts = c.get('facts');
    const reportError = (error: unknown) =>
      options.logger.error({ err: error, requestId: facts.requestId }, 'unexpected error');
    let caller: CallerContext;
    try {
      caller = await options.createContext(c.req.raw, facts);
    } catch (error) {
      reportError(error);
      return problem(facts, 'busy', 503);
    }
    const { requestId, nonce, locale, origin, clientAddress } = facts;
    const own = { requestId, nonce, locale, origin, clientAddress, reportError };
    const response = await handle(c.req.raw, { ...own, policy: policyOf(options, nonce), ...caller });
    // A sign-in or sign-out in this very request has set the cookie already; a shared cache must never keep one.
    const isShared = /public/.test(response.headers.get('Cache-Control') ?? '');
    if (caller.renewedCookie && !isShared && !response.headers.has('Set-Cookie'))
      response.headers.append('Set-Cookie', caller.renewedCookie);
    return response;
  });
}

/** A provider's callback is JSON; checking a document answers whoever asks, however they ask. */
const READS_ANY_BODY = /^\/(webhooks\/|verify$)/;

/** What no page could read: a form that is none, or NUL in an address, which PostgreSQL can't be asked for. */
function unreadable({ method, url, headers }: Request): [Problem, number] | undefined {
  const { pathname, search } = new URL(url);
  // A document's token is checked letter by letter, and answered for whatever it is.
  const isToken = /^\/(v|api\/v1\/verify)\//.test(pathname);
  if (!isToken && `${pathname}${search}`.includes('%00')) return ['notFound', 404];
  const type = headers.get('Content-Type');
  const isForm =
    type === null || /^(application\/x-www-form-urlencoded\b|multipart\/form-data;.*boundary=.)/i.test(type);
  return method === 'POST' && !isForm && !READS_ANY_BODY.test(pathname) ? ['refused', 415] : undefined;
}

function limitBodies(app: Hono<Bindings>, { maxBodyBytes = MAX_BODY_BYTES }: WebOptions): void {
  const limit = (maxSize: number) =>
    bodyLimit({ maxSize, onError: (c: Context<Bindings>) => problem(c.get('facts'), 'tooLarge', 413) });
  const withFile = limit(maxBodyBytes);
  const withSheet = limit(Math.max(maxBodyBytes, MAX_SHEET_BYTES));
  const fieldsOnly = limit(Math.min(maxBodyBytes, MAX_FIELDS_BYTES));
  app.use((c, next) => {
    const isMultipart = /^multipart\//i.test(c.req.header('Content-Type') ?? '');
    if (!isMultipart) return fieldsOnly(c, next);
    return c.req.path === SHEET_FORM ? withSheet(c, next) : withFile(c, next);
  });
}

function createApp(options: WebOptions, isClosing: () => boolean): Hono<Bindings> {
  const app = new Hono<Bindings>();
  const build = loadBuild(options);
  frame(app, options, build);
  app.use(compress());
  addHealth(app, options, isClosing);
  if (!options.viteDev) serveClientFiles(app, options.clientFolder ?? 'build/client');
  app.use(async (c, next) => {
    if (checkOrigin(c.req.raw, c.get('reached').host).ok) return next();
    return problem(c.get('facts'), 'refused', 403);
  });
  limitBodies(app, options);
  app.use((c, next) => {
    const refusal = unreadable(c.req.raw);
    return refusal ? Promise.resolve(problem(c.get('facts'), ...refusal)) : next();
  });
  addRemix(app, options, build);
  app.onError((error, c) => {
    const facts = c.get('facts');
    options.logger.error({ err: error, requestId: facts.requestId }, 'unexpected error');
    return problem(facts, 'broken', 500);
  });
  return app;
}

function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}

function closeGently(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const limit = setTimeout(() => server.closeAllConnections(), CLOSE_LIMIT_MS);
    server.close(() => {
      clearTimeout(limit);
      resolve();
    });
    server.closeIdleConnections();
  });
}

/** Serves Palmarès over HTTP. `close()` stops taking connections and waits for the answers under way. */
export async function startWeb(options: WebOptions): Promise<RunningWeb> {
  let closing = false;
  const app = createApp(options, () => closing);
  const listener = getRequestListener(app.fetch);
  const answer = (incoming: IncomingMessage, outgoing: ServerResponse) => {
    if (closing) outgoing.setHeader('Connection', 'close');
    // A connection kept alive after its answer would hold the closing server until the limit.
    outgoing.once('close', () => {
      if (closing) setImmediate(() => server.closeIdleConnections());
    });
    void listener(incoming, outgoing);
  };
  const vite = options.viteDev;
  const server = createServer(
    { requestTimeout: 120_000, headersTimeout: 20_000, keepAliveTimeout: 65_000 },
    vite
      ? (incoming, outgoing) => vite.middlewares(incoming, outgoing, () => answer(incoming, outgoing))
      : answer,
  );
  const port = await listen(server, options.port, options.host ?? '0.0.0.0');
  return {
    port,
    async close() {
      closing = true;
      await closeGently(server);
    },
  };
}
