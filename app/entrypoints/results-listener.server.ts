import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Hono } from 'hono';
import type { OpenSnapshot, PublishedResults } from '#app/adapters/results/port.ts';
import { checkOrigin } from '#app/http/check-origin.ts';
import { readForwarded } from '#app/http/forwarded.ts';
import type { CodeGuard } from '#app/http/results/code-guard.ts';
import { createAnswerCounter } from '#app/http/results/count-answers.ts';
import { createFastHeaders } from '#app/http/results/fast-headers.ts';
import { fillPage, type PageTemplate, type SlotValues } from '#app/http/results/page-template.ts';
import { tryCode } from '#app/http/results/published-number.ts';
import { codeOf, isSmallForm, readSmallBody } from '#app/http/results/read-small-form.ts';
import {
  createResultPages,
  decisionLook,
  limitedLook,
  openLook,
  type PageLook,
  WRONG,
} from '#app/http/results/result-pages.ts';
import { tellResult } from '#app/http/results/tell-result.ts';
import { slotsOf } from '#app/http/results/told-slots.ts';
import { type Locale, localeOf } from '#app/i18n/locale.ts';
import type { RemixHandler } from './remix-handler.server.ts';
import type { Bindings, RequestFacts } from './web-refusals.ts';

export type ResultsListenerOptions = {
  readonly results: PublishedResults;
  readonly codeGuard: CodeGuard;
  readonly logger: {
    info(fields: Record<string, unknown>, message: string): void;
    error(fields: Record<string, unknown>, message: string): void;
  };
  readonly trustProxy: boolean | number;
  readonly policy: (nonce: string) => string;
  /** Renders each look of a page once. */
  readonly remix: RemixHandler;
  /** Takes a form back that has been read and is not as plain as it looked. */
  readonly app: Hono<Bindings>;
};

/** A table number's page, as addresses of our own are written: anything else is the routes' to read. */
const NUMBER_PAGE = /^\/resultats\/([0-9a-f]{8}-[0-9a-f-]{27})\/([0-9A-Z-]{1,20})$/;
const ROUTE = '/resultats/:sittingId/:tableNumber';
const NO_TEXTS: readonly string[] = [];

type Answering = {
  readonly incoming: IncomingMessage;
  readonly outgoing: ServerResponse;
  readonly started: number;
  readonly locale: Locale;
  readonly https: boolean;
  readonly clientAddress: string;
  readonly host: string;
};

/**
 * Answers the pages of table numbers ahead of everything else: from the snapshot file and a page rendered once by its own
 * route. It touches neither the database nor a session.
 */
export function createResultsListener(options: ResultsListenerOptions) {
  const { results, codeGuard, logger } = options;
  const pages = createResultPages((request, locale, replaced) =>
    options.remix(request, factsFor(locale), () => '', replaced),
  );
  const headersOf = createFastHeaders(options.policy);
  const counter = createAnswerCounter(logger);

  const fail = ({ incoming, outgoing }: Answering, error: unknown) => {
    logger.error({ err: error }, 'unexpected error');
    if (outgoing.headersSent) outgoing.destroy();
    else void giveBack(options.app, incoming, outgoing);
  };
  const write = (answering: Answering, template: PageTemplate, values: SlotValues) => {
    const { incoming, outgoing, https, started } = answering;
    const page = fillPage(template, values);
    outgoing.writeHead(template.status, headersOf(template, https, page.length));
    if (incoming.method === 'HEAD') outgoing.end();
    else outgoing.end(page, 'latin1');
    counter.count(ROUTE, template.status, performance.now() - started);
  };
  const show = (answering: Answering, snapshot: OpenSnapshot, look: PageLook, values: SlotValues) => {
    const template = pages.get(snapshot, look, answering.locale);
    if (!(template instanceof Promise)) return write(answering, template, values);
    template.then((made) => write(answering, made, values)).catch((error: unknown) => fail(answering, error));
  };
  const showOpened = (answering: Answering, snapshot: OpenSnapshot, tableNumber: string, code: string) => {
    const opened = tryCode(
      { codeGuard, clientAddress: answering.clientAddress },
      { snapshot, tableNumber },
      code,
    );
    const values = { tableNumber, code, texts: NO_TEXTS };
    if (opened.state === 'wrong') return show(answering, snapshot, WRONG, values);
    if (opened.state === 'limited') return show(answering, snapshot, limitedLook(opened.refused), values);
    const told = tellResult(snapshot.head, opened.result, answering.locale);
    const { shape, texts } = slotsOf(told);
    return show(answering, snapshot, openLook(shape, told), { ...values, texts });
  };
  const answerForm = (answering: Answering, snapshot: OpenSnapshot, tableNumber: string) =>
    readSmallBody(answering.incoming, (body) => {
      const code = codeOf(body);
      if (code === undefined) return void giveBack(options.app, answering.incoming, answering.outgoing, body);
      try {
        showOpened(answering, snapshot, tableNumber, code);
      } catch (error) {
        fail(answering, error);
      }
    });
  return {
    /** Whether the request is one of ours; if not, nothing of it has been touched. */
    answer(incoming: IncomingMessage, outgoing: ServerResponse): boolean {
      const { method, url = '' } = incoming;
      if (!url.startsWith('/resultats/')) return false;
      const [, sittingId = '', tableNumber = ''] = NUMBER_PAGE.exec(url) ?? [];
      const snapshot = results.open(sittingId);
      if (!snapshot) return false;
      const answering = beginAnswer(incoming, outgoing, options.trustProxy);
      if (method === 'GET' || method === 'HEAD') {
        const look = decisionLook(snapshot.findDecision(tableNumber));
        show(answering, snapshot, look, { tableNumber, code: '', texts: NO_TEXTS });
        return true;
      }
      if (method !== 'POST' || !isSmallForm(incoming) || !isOwnForm(answering)) return false;
      answerForm(answering, snapshot, tableNumber);
      return true;
    },
    close: () => counter.close(),
  };
}

const headerOf = (incoming: IncomingMessage) => (name: string) => {
  const value = incoming.headers[name];
  return (Array.isArray(value) ? value.join(', ') : value) ?? null;
};

function beginAnswer(
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

function isOwnForm({ incoming, host }: Answering): boolean {
  const url = `http://localhost${incoming.url}`;
  return checkOrigin({ method: 'POST', url, headers: { get: headerOf(incoming) } }, host).ok;
}

/** Who asks for a page that is rendered for everyone. */
const factsFor = (locale: Locale): RequestFacts => ({
  requestId: 'template',
  nonce: 'template',
  clientAddress: '',
  locale,
  origin: 'http://localhost',
  https: false,
});

/** Answers by the routes a request whose body was read here. */
async function giveBack(
  app: Hono<Bindings>,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  body?: string,
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
