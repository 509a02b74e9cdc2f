import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Hono } from 'hono';
import type { OpenSnapshot, PublishedResults } from '#app/adapters/results/port.ts';
import type { CodeGuard } from '#app/http/results/code-guard.ts';
import type { SlotValues } from '#app/http/results/page-template.ts';
import { tryCode } from '#app/http/results/published-number.ts';
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
  hasPlainHost,
  isOwnForm,
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
  readonly policy: (nonce: string) => string;
  /** Renders each look of a page once. */
  readonly remix: RemixHandler;
  /** Takes a form back that has been read and is not as plain as it looked. */
  readonly app: Hono<Bindings>;
};

/** A table number's page, as addresses of our own are written: anything else is the routes' to read. */
const NUMBER_PAGE = /^\/resultats\/([0-9a-f]{8}-[0-9a-f-]{27})\/([0-9A-Z-]{1,20})$/;
const ROUTE = '/resultats/:sittingId/:tableNumber';
const NOTHING: SlotValues = { tableNumber: '', code: '', texts: [] };

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
  const show: Show = (answering, snapshot, look, values) =>
    writer.write(ROUTE, answering, numberPages.get(snapshot, look, answering.locale), values);
  const answerForm = (answering: Answering, asked: Asked) =>
    readSmallBody(answering.incoming, (body) => {
      const code = codeOf(body);
      if (code === undefined) return void giveBack(app, answering.incoming, answering.outgoing, body);
      try {
        showOpened(options, { ...answering, body }, asked, { code, show });
      } catch (error) {
        writer.fail({ ...answering, body }, error);
      }
    });
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
          const look = decisionLook(snapshot.findDecision(tableNumber));
          show(answering, snapshot, look, { ...NOTHING, tableNumber });
        } catch (error) {
          writer.fail(answering, error);
        }
        return true;
      }
      if (method !== 'POST' || !isSmallForm(incoming) || !hasPlainHost(incoming)) return false;
      if (!isOwnForm(answering)) return false;
      answerForm(answering, { snapshot, tableNumber });
      return true;
    },
    close: () => writer.close(),
  };
}

type Asked = { readonly snapshot: OpenSnapshot; readonly tableNumber: string };
type Show = (answering: Answering, snapshot: OpenSnapshot, look: PageLook, values: SlotValues) => void;

/** What a code opens, or does not. */
function showOpened(
  { codeGuard }: ResultsListenerOptions,
  answering: Answering,
  { snapshot, tableNumber }: Asked,
  { code, show }: { readonly code: string; readonly show: Show },
): void {
  const { clientAddress, locale } = answering;
  const opened = tryCode({ codeGuard, clientAddress }, { snapshot, tableNumber }, code);
  const values = { ...NOTHING, tableNumber, code };
  if (opened.state === 'wrong') show(answering, snapshot, WRONG, values);
  else if (opened.state === 'limited') show(answering, snapshot, limitedLook(opened.refused), values);
  else {
    const told = tellResult(snapshot.head, opened.result, locale);
    const { shape, texts } = slotsOf(told);
    show(answering, snapshot, openLook(shape, told), { ...values, texts });
  }
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
