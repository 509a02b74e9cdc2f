import { randomBytes, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import { systemClock } from '#app/adapters/clock/system-clock.server.ts';
import { checkOrigin } from '#app/http/check-origin.ts';
import { compress } from '#app/http/compress.ts';
import { type Reached, readForwarded } from '#app/http/forwarded.ts';
import type { ScriptPolicy } from '#app/http/load-context.ts';
import { createPatternFinder } from '#app/http/route-pattern.ts';
import { contentSecurityPolicy, setSecurityHeaders } from '#app/http/security-headers.ts';
import { serveClientFiles } from '#app/http/static-files.ts';
import { localeCookie, resolveLocale, resolveReaderLocale } from '#app/i18n/locale.ts';
import { putPlainFront } from './plain-front.server.ts';
import {
  createRemixHandler,
  type LoadedBuild,
  loadBuild,
  type RemixHandler,
  type RemixOptions,
} from './remix-handler.server.ts';
import { hasHost } from './results-answering.server.ts';
import { createResultsListener } from './results-listener.server.ts';
import { type Bindings, limitBodies, problem, type RequestFacts, unreadable } from './web-refusals.ts';

export type WebLogger = {
  info(fields: Record<string, unknown>, message: string): void;
  warn(fields: Record<string, unknown>, message: string): void;
  error(fields: Record<string, unknown>, message: string): void;
};

export type WebOptions = RemixOptions & {
  /** 0 takes a free port. */
  readonly port: number;
  readonly host?: string;
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

/** Asked every few seconds by whoever watches the process: not worth a log line. */
const PROBES: ReadonlySet<string> = new Set(['/healthz', '/readyz']);
const CLOSE_LIMIT_MS = 15_000;
const SWEEP_MS = 50;
const FIRST_MS = 20_000;
const IDLE_MS = 65_000;

function factsOf(request: Request, reached: Reached): RequestFacts {
  return {
    requestId: randomUUID(),
    nonce: randomBytes(16).toString('base64url'),
    clientAddress: reached.clientAddress,
    locale: resolveLocale(request),
    readerLocale: resolveReaderLocale(request),
    origin: `${reached.https ? 'https' : 'http'}://${reached.host}`,
    https: reached.https,
  };
}

function policyOf(options: WebOptions, nonce: string) {
  const { paymentOrigins = [], viteDev } = options;
  return (scripts: ScriptPolicy): string =>
    contentSecurityPolicy({ nonce, scripts, paymentOrigins, development: viteDev !== undefined });
}

/** Headers, language cookie and one log line around every answer. The line holds no query, no token and no person. */
function frame(app: Hono<Bindings>, options: WebOptions, build: LoadedBuild): void {
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

type Parts = { readonly build: LoadedBuild; readonly remix: RemixHandler; readonly isClosing: () => boolean };

function createApp(options: WebOptions, { build, remix, isClosing }: Parts): Hono<Bindings> {
  const app = new Hono<Bindings>();
  frame(app, options, build);
  app.use(compress());
  addHealth(app, options, isClosing);
  if (!options.viteDev) serveClientFiles(app, options.clientFolder ?? 'build/client');
  app.use(async (c, next) => {
    if (checkOrigin(c.req.raw, c.get('reached').host).ok) return next();
    return problem(c.get('facts'), 'refused', 403);
  });
  limitBodies(app, options.maxBodyBytes);
  app.use((c, next) => {
    const refusal = unreadable(c.req.raw);
    return refusal ? Promise.resolve(problem(c.get('facts'), ...refusal)) : next();
  });
  app.all('*', (c) => {
    const facts = c.get('facts');
    return remix(c.req.raw, facts, policyOf(options, facts.nonce));
  });
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
    // A connection kept alive after its answer would hold the closing server until the limit.
    const sweep = setInterval(() => server.closeIdleConnections(), SWEEP_MS);
    server.close(() => {
      clearTimeout(limit);
      clearInterval(sweep);
      resolve();
    });
    server.closeIdleConnections();
  });
}

/** Results ahead of the routes. In development pages change as they are written, and none is kept. */
function startResultsListener(options: WebOptions, remix: RemixHandler, app: Hono<Bindings>) {
  const { results, codeGuard, viteDev, logger, trustProxy = false } = options;
  if (!results || !codeGuard || viteDev) return undefined;
  const policy = (nonce: string) => policyOf(options, nonce)('none');
  const common = { results, codeGuard, logger, trustProxy, policy, remix, app };
  return createResultsListener({ ...common, clock: systemClock, idleMs: IDLE_MS });
}

/** Serves Palmarès over HTTP. `close()` stops taking connections and waits for the answers under way. */
export async function startWeb(options: WebOptions): Promise<RunningWeb> {
  let closing = false;
  const build = loadBuild(options);
  const remix = createRemixHandler(options, build);
  const app = createApp(options, { build, remix, isClosing: () => closing });
  const listener = getRequestListener(app.fetch);
  const results = startResultsListener(options, remix, app);
  const answer = (incoming: IncomingMessage, outgoing: ServerResponse) => {
    if (closing) outgoing.setHeader('Connection', 'close');
    if (results?.answer(incoming, outgoing)) return;
    // Every address is read with its host: one that is none would be an error of ours.
    if (hasHost(incoming)) void listener(incoming, outgoing);
    else outgoing.writeHead(400, { Connection: 'close' }).end();
  };
  const vite = options.viteDev;
  const server = createServer(
    { requestTimeout: 120_000, headersTimeout: FIRST_MS, keepAliveTimeout: IDLE_MS },
    vite
      ? (incoming, outgoing) => vite.middlewares(incoming, outgoing, () => answer(incoming, outgoing))
      : answer,
  );
  const front =
    results && putPlainFront(server, { answer: results.answerPlain, firstMs: FIRST_MS, idleMs: IDLE_MS });
  const port = await listen(server, options.port, options.host ?? '0.0.0.0');
  return {
    port,
    async close() {
      closing = true;
      front?.close();
      await closeGently(server);
      results?.close();
    },
  };
}
