import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Hono } from 'hono';
import { checkOrigin } from '#app/http/check-origin.ts';
import { readForwarded } from '#app/http/forwarded.ts';
import { createHttpDate } from '#app/http/http-date.ts';
import { createAnswerCounter } from '#app/http/results/count-answers.ts';
import { createFastHeaders } from '#app/http/results/fast-headers.ts';
import { fillPage, type PageTemplate, type SlotValues } from '#app/http/results/page-template.ts';
import { type Locale, localeOf } from '#app/i18n/locale.ts';
import type { ResultsListenerOptions } from './results-listener.server.ts';
import type { Bindings } from './web-refusals.ts';

/** How somebody reached us, and what for. */
export type Visitor = {
  readonly started: number;
  readonly locale: Locale;
  readonly https: boolean;
  readonly clientAddress: string;
  readonly host: string;
  /** Of a form that was read here. */
  readonly body?: string;
};
export type Answering = Visitor & { readonly incoming: IncomingMessage; readonly outgoing: ServerResponse };
export type ReadHeader = (name: string) => string | null;

/** Writes filled pages, and counts them by the route they stand for. */
export function createPageWriter(options: ResultsListenerOptions) {
  const { policy, logger, app, clock, idleMs } = options;
  const headersOf = createFastHeaders(policy);
  const dateLine = createHttpDate(clock);
  const counter = createAnswerCounter(logger);
  const keepAlive = `Connection: keep-alive\r\nKeep-Alive: timeout=${Math.floor(idleMs / 1000)}\r\n\r\n`;
  const writeNow = (route: string, answering: Answering, template: PageTemplate, values: SlotValues) => {
    const { incoming, outgoing, https, started } = answering;
    const page = fillPage(template, values);
    outgoing.writeHead(template.status, headersOf.list(template, https, page.length));
    if (incoming.method === 'HEAD') outgoing.end();
    else outgoing.end(page, 'latin1');
    counter.count(route, template.status, performance.now() - started);
  };
  const fail = ({ incoming, outgoing, body }: Answering, error: unknown) => {
    logger.error({ err: error }, 'unexpected error');
    if (outgoing.headersSent) outgoing.destroy();
    else void giveBack(app, incoming, outgoing, body);
  };
  return {
    fail,
    write(
      route: string,
      answering: Answering,
      template: PageTemplate | Promise<PageTemplate>,
      values: SlotValues,
    ): void {
      if (template instanceof Promise)
        template
          .then((made) => writeNow(route, answering, made, values))
          .catch((error: unknown) => fail(answering, error));
      else writeNow(route, answering, template, values);
    },
    /** What `write` sends for a request that keeps its connection, as bytes in a Latin-1 string. */
    text(route: string, { https, started }: Visitor, template: PageTemplate, values: SlotValues): string {
      const page = fillPage(template, values);
      const answer = headersOf.head(template, https, page.length) + dateLine() + keepAlive + page;
      counter.count(route, template.status, performance.now() - started);
      return answer;
    },
    close: () => counter.close(),
  };
}

export const headerOf =
  ({ headers }: IncomingMessage): ReadHeader =>
  (name) => {
    const value = headers[name];
    return (Array.isArray(value) ? value.join(', ') : value) ?? null;
  };

export function readVisitor(header: ReadHeader, socket: Socket, trustProxy: boolean | number): Visitor {
  const encrypted = 'encrypted' in socket && socket.encrypted === true;
  const { https, host, clientAddress } = readForwarded(
    { get: header },
    { remoteAddress: socket.remoteAddress ?? '', encrypted },
    trustProxy,
  );
  const locale = localeOf(header('cookie'), header('accept-language'));
  return { started: performance.now(), locale, https, host, clientAddress };
}

export function beginAnswer(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  trustProxy: boolean | number,
): Answering {
  return { incoming, outgoing, ...readVisitor(headerOf(incoming), incoming.socket, trustProxy) };
}

export function isOwnForm(header: ReadHeader, path: string, host: string): boolean {
  return checkOrigin({ method: 'POST', url: `http://localhost${path}`, headers: { get: header } }, host).ok;
}

/** Whether an address can be made of the host asked for: "999.1.1.1" and "localhost:99999" are none. */
export function hasHost({ headers }: IncomingMessage): boolean {
  return (
    headers.host !== undefined &&
    /^[\w.[\]:-]+$/.test(headers.host) &&
    URL.canParse(`http://${headers.host}/`)
  );
}

/** Answers by the routes a request whose body was read here. One that can't be answered so is hung up on. */
export function giveBack(
  app: Hono<Bindings>,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  body?: string,
): Promise<void> {
  return answerByRoutes(app, incoming, outgoing, body).catch(() => void outgoing.destroy());
}

async function answerByRoutes(
  app: Hono<Bindings>,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  body: string | undefined,
): Promise<void> {
  const pairs = Object.entries(incoming.headersDistinct).flatMap(([name, values = []]) =>
    values.map((value): [string, string] => [name, value]),
  );
  const request = new Request(`http://${incoming.headers.host ?? 'localhost'}${incoming.url}`, {
    method: incoming.method ?? 'GET',
    headers: pairs,
    ...(body === undefined ? {} : { body }),
  });
  const response = await app.fetch(request, { incoming, outgoing });
  outgoing.writeHead(response.status, [...response.headers].flat());
  outgoing.end(Buffer.from(await response.arrayBuffer()));
}
