import { type Context, Hono } from 'hono';
import type Stripe from 'stripe';
import { createRefund } from './act-on-refund.ts';
import { announceExpiry, createSession, currentSession } from './act-on-session.ts';
import { answerOnce, checkKey, misbehave } from './answer-api.ts';
import { expandObject } from './expand.ts';
import type { Fake } from './fake.ts';
import { invalidRequest, missing, StripeFault } from './fault.ts';
import { expandPaths, listPage } from './list-page.ts';
import { readParams, refundParams, sessionParams } from './session-params.ts';
import { newId } from './state.ts';

/** The part of Stripe's API that Palmarès uses, under `/v1`. */
export function apiRoutes(fake: Fake): Hono {
  const app = new Hono();
  app.use('*', async (c, next) => {
    checkKey(fake, c);
    misbehave(fake);
    c.header('request-id', newId('req', 14));
    await next();
  });
  sessionRoutes(app, fake);
  moneyRoutes(app, fake);
  app.all('*', (c) =>
    faultResponse(
      c,
      new StripeFault(404, {
        type: 'invalid_request_error',
        message: `Unrecognized request URL (${c.req.method}: ${c.req.path}).`,
      }),
    ),
  );
  app.onError((error, c) => {
    if (error instanceof StripeFault) return faultResponse(c, error);
    throw error;
  });
  return app;
}

function sessionRoutes(app: Hono, fake: Fake): void {
  const known = (id: string) => {
    const session = currentSession(fake, id);
    if (!session) throw missing('checkout.session', id, 'session');
    return session;
  };
  app.post('/checkout/sessions', (c) =>
    answerOnce(fake, c, (form) => createSession(fake, readParams(sessionParams, form))),
  );
  app.get('/checkout/sessions/:id', (c) => answerObject(fake, c, known(c.req.param('id'))));
  app.get('/checkout/sessions/:id/line_items', (c) => {
    const { id } = known(c.req.param('id'));
    return c.json({ object: 'list', data: fake.state.lineItems[id] ?? [], has_more: false, url: c.req.path });
  });
  app.post('/checkout/sessions/:id/expire', (c) =>
    answerOnce(fake, c, () => {
      const session = known(c.req.param('id'));
      if (session.status !== 'open') {
        throw invalidRequest(
          `Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status of ${session.status}.`,
        );
      }
      void announceExpiry(fake, session);
      return session;
    }),
  );
}

function moneyRoutes(app: Hono, fake: Fake): void {
  const { state } = fake;
  app.get('/payment_intents/:id', (c) => answerKnown(fake, c, 'payment_intent', state.paymentIntents));
  app.get('/charges', (c) => answerList(fake, c, state.charges));
  app.get('/charges/:id', (c) => answerKnown(fake, c, 'charge', state.charges));
  app.post('/refunds', (c) =>
    answerOnce(fake, c, (form) => createRefund(fake, readParams(refundParams, form))),
  );
  app.get('/refunds', (c) => answerList(fake, c, state.refunds));
  app.get('/refunds/:id', (c) => answerKnown(fake, c, 'refund', state.refunds));
  app.get('/disputes', (c) => answerList(fake, c, disputesAbout(state.disputes, new URL(c.req.url))));
  app.get('/disputes/:id', (c) => answerKnown(fake, c, 'dispute', state.disputes));
  app.get('/balance_transactions', (c) => answerList(fake, c, state.balanceTransactions));
  app.get('/balance_transactions/:id', (c) =>
    answerKnown(fake, c, 'balance transaction', state.balanceTransactions),
  );
  app.get('/events', (c) => answerList(fake, c, state.events));
  app.get('/events/:id', (c) => answerKnown(fake, c, 'event', state.events));
}

function disputesAbout(all: Record<string, Stripe.Dispute>, { searchParams }: URL) {
  const asks = (name: string, value: unknown) => !searchParams.has(name) || searchParams.get(name) === value;
  return Object.fromEntries(
    Object.entries(all).filter(
      ([, { charge, payment_intent }]) => asks('charge', charge) && asks('payment_intent', payment_intent),
    ),
  );
}

function answerKnown(fake: Fake, c: Context, kind: string, all: Record<string, object>): Response {
  const id = c.req.param('id') ?? '';
  const found = all[id];
  if (!found) throw missing(kind, id);
  return answerObject(fake, c, found);
}

function answerObject(fake: Fake, c: Context, object: object): Response {
  return c.json(expandObject(fake.state, object, expandPaths(new URL(c.req.url))));
}

function answerList(fake: Fake, c: Context, all: Record<string, { id: string; created: number }>): Response {
  const url = new URL(c.req.url);
  return c.json(expandObject(fake.state, listPage(all, url), expandPaths(url)));
}

function faultResponse(c: Context, fault: StripeFault): Response {
  return c.json({ error: fault.body }, fault.status);
}
