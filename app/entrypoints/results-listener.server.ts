import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Hono } from 'hono';
import type { OpenSnapshot, PublishedResults } from '#app/adapters/results/port.ts';
import type { CodeGuard } from '#app/http/results/code-guard.ts';
import type { SlotValues } from '#app/http/results/page-template.ts';
import type { PlainRequest } from '#app/http/results/plain-request.ts';
import { type NumberAsked, tryCode } from '#app/http/results/published-number.ts';
import { codeOf, isSmallForm, readSmallBody } from '#app/http/results/read-small-form.ts';
import {
  createResultPages,
  decisionLook,
  limitedLook,
  openLook,
  type PageLook,
  type RenderPage,
  WRONG,
} from '#app/http/results/result-pages.ts';
import { tellResult } from '#app/http/results/tell-result.ts';
import { slotsOf } from '#app/http/results/told-slots.ts';
import { createWholePages } from '#app/http/results/whole-pages.ts';
import type { Locale } from '#app/i18n/locale.ts';
import type { RemixHandler } from './remix-handler.server.ts';
import {
  type Answering,
  beginAnswer,
  createPageWriter,
  giveBack,
  hasHost,
  headerOf,
  isOwnForm,
  readVisitor,
  type Visitor,
} from './results-answering.server.ts';
import type { Bindings, RequestFacts } from './web-refusals.ts';

export type ResultsListenerOptions = {
  readonly results: PublishedResults;
  readonly codeGuard: CodeGuard;
  readonly logger: {
    info(fields: Record<string, unknown>, message: string): void;
    error(fields: Record<string, unknown>, message: string): void;
  };
  readonly trustProxy: boolean | number;
  readonly clock: () => Date;
  /** How long a connection is kept for its next request. */
  readonly idleMs: number;
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
const NOTHING: SlotValues = { tableNumber: '', code: '', texts: NO_TEXTS };

/**
 * Answers the pages of table numbers ahead of everything else: from the snapshot file and a page rendered once by its own
 * route. It touches neither the database nor a session.
 */
export function createResultsListener(options: ResultsListenerOptions) {
  const { results, app } = options;
  const render: RenderPage = (request, locale, replaced) =>
    options.remix(request, factsFor(locale), () => '', replaced);
  const numberPages = createResultPages(render);
  const wholePages = createWholePages(results, render);
  const writer = createPageWriter(options);
  const asHtml = ({ snapshot, look, values }: Shown, { locale }: Visitor) =>
    [numberPages.get(snapshot, look, locale), values] as const;
  const answerForm = (answering: Answering, asked: NumberAsked) =>
    readSmallBody(answering.incoming, (body) => {
      const code = codeOf(body);
      if (code === undefined) return void giveBack(app, answering.incoming, answering.outgoing, body);
      try {
        writer.write(ROUTE, answering, ...asHtml(tryOpening(options, answering, asked, code), answering));
      } catch (error) {
        writer.fail({ ...answering, body }, error);
      }
    });
  /** What a plain form shows; `undefined` leaves it to be read again, and so nothing of it has been counted yet. */
  const showForm = ({ url, header, body }: PlainRequest, visitor: Visitor, asked: NumberAsked) => {
    const code = isSmallForm(header) && isOwnForm(header, url, visitor.host) ? codeOf(body) : undefined;
    const isReady = !(numberPages.get(asked.snapshot, WRONG, visitor.locale) instanceof Promise);
    return code !== undefined && isReady ? tryOpening(options, visitor, asked, code) : undefined;
  };
  return {
    /** Whether the request is one of ours; if not, nothing of it has been touched. */
    answer(incoming: IncomingMessage, outgoing: ServerResponse): boolean {
      const { method, url = '' } = incoming;
      if (!url.startsWith('/resultats')) return false;
      const isRead = method === 'GET' || method === 'HEAD';
      const whole = isRead ? wholePages.routeOf(url) : undefined;
      if (whole) {
        const answering = beginAnswer(incoming, outgoing, options.trustProxy);
        writer.write(whole, answering, wholePages.get(url, answering.locale), NOTHING);
        return true;
      }
      const [, sittingId = '', tableNumber = ''] = NUMBER_PAGE.exec(url) ?? [];
      const snapshot = results.open(sittingId);
      if (!snapshot) return false;
      const answering = beginAnswer(incoming, outgoing, options.trustProxy);
      if (isRead) {
        try {
          writer.write(ROUTE, answering, ...asHtml(showDecision({ snapshot, tableNumber }), answering));
        } catch (error) {
          writer.fail(answering, error);
        }
        return true;
      }
      if (method !== 'POST' || !hasHost(incoming)) return false;
      const header = headerOf(incoming);
      if (!isSmallForm(header) || !isOwnForm(header, url, answering.host)) return false;
      answerForm(answering, { snapshot, tableNumber });
      return true;
    },
    /** The whole answer to a request read from its socket; `undefined` when it isn't ready at once, or is not ours. */
    answerPlain(request: PlainRequest, socket: Socket): string | undefined {
      const { sittingId, tableNumber, method } = request;
      const snapshot = results.open(sittingId);
      if (!snapshot) return undefined;
      const visitor = readVisitor(request.header, socket, options.trustProxy);
      const asked = { snapshot, tableNumber };
      try {
        const shown = method === 'GET' ? showDecision(asked) : showForm(request, visitor, asked);
        if (!shown) return undefined;
        const [template, values] = asHtml(shown, visitor);
        return template instanceof Promise ? undefined : writer.text(ROUTE, visitor, template, values);
      } catch {
        // Asked again through node:http, it fails there with its error page and a line in the log.
        return undefined;
      }
    },
    close: () => writer.close(),
  };
}

type Shown = { readonly snapshot: OpenSnapshot; readonly look: PageLook; readonly values: SlotValues };

function showDecision({ snapshot, tableNumber }: NumberAsked): Shown {
  const look = decisionLook(snapshot.findDecision(tableNumber));
  return { snapshot, look, values: { tableNumber, code: '', texts: NO_TEXTS } };
}

/** What a code opens, or does not. */
function tryOpening(
  { codeGuard }: ResultsListenerOptions,
  { clientAddress, locale }: Visitor,
  asked: NumberAsked,
  code: string,
): Shown {
  const { snapshot, tableNumber } = asked;
  const opened = tryCode({ codeGuard, clientAddress }, asked, code);
  const values = { tableNumber, code, texts: NO_TEXTS };
  if (opened.state === 'wrong') return { snapshot, look: WRONG, values };
  if (opened.state === 'limited') return { snapshot, look: limitedLook(opened.refused), values };
  const told = tellResult(snapshot.head, opened.result, locale);
  const { shape, texts } = slotsOf(told);
  return { snapshot, look: openLook(shape, told), values: { ...values, texts } };
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
