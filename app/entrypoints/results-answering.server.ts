import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Hono } from 'hono';
import { checkOrigin } from '#app/http/check-origin.ts';
import { readForwarded } from '#app/http/forwarded.ts';
import { createAnswerCounter } from '#app/http/results/count-answers.ts';
import { createFastHeaders } from '#app/http/results/fast-headers.ts';
import { fillPage, type PageTemplate, type SlotValues } from '#app/http/results/page-template.ts';
import { type Locale, localeOf } from '#app/i18n/locale.ts';
import type { ResultsListenerOptions } from './results-listener.server.ts';
import type { Bindings } from './web-refusals.ts';

export type Answering = {
  readonly incoming: IncomingMessage;
  readonly outgoing: ServerResponse;
  readonly started: number;
  readonly locale: Locale;
  readonly https: boolean;
  readonly clientAddress: string;
  readonly host: string;
  /** Of a form that was read here. */
  readonly body?: string;
};

/** Writes filled pages, and counts them by the route they stand for. */
export function createPageWriter({ policy, logger, app }: ResultsListenerOptions) {
  const headersOf = createFastHeaders(policy);
  const counter = createAnswerCounter(logger);
  const writeNow = (route: string, answering: Answering, template: PageTemplate, values: SlotValues) => {
    const { incoming, outgoing, https, started } = answering;
    const page = fillPage(template, values);
    outgoing.writeHead(template.status, headersOf(template, https, page.length));
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
    close: () => counter.close(),
  };
}

const headerOf = (incoming: IncomingMessage) => (name: string) => {
  const value = incoming.headers[name];
  return (Array.isArray(value) ? value.join(', ') : value) ?? null;
};

export function beginAnswer(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  trustProxy: boolean | number,
): Answering {
  const { socket, headers } = incoming;
  const encrypted = 'encrypted' in socket && socket.encrypted === true;
  const reached = readForwarded(
    { get: headerOf(incoming) },
    { remoteAddress: socket.remoteAddress ?? '', encrypted },
    trustProxy,
  );
  const locale = localeOf(headers.cookie ?? null, headers['accept-language'] ?? null);
  return { incoming, outgoing, started: performance.now(), locale, ...reached };
}

export function isOwnForm({ incoming, host }: Answering): boolean {
  const url = `http://localhost${incoming.url}`;
  return checkOrigin({ method: 'POST', url, headers: { get: headerOf(incoming) } }, host).ok;
}

/** A host that an address can be made of. Any other is refused by what reads requests for the routes. */
export function hasPlainHost({ headers }: IncomingMessage): boolean {
  return /^(?:[\w.-]+|\[[\da-f:.]+\])(?::\d{1,5})?$/i.test(headers.host ?? '');
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
