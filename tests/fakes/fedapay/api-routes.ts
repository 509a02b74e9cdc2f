import { type Context, Hono } from 'hono';
import { takeOne } from '../behaviour.ts';
import { createToken, createTransaction, currentTransaction, findByReference } from './act-on-transaction.ts';
import { XOF } from './build-transaction.ts';
import type { Fake } from './fake.ts';
import { FedapayFault } from './fault.ts';
import type { FakeTransaction } from './state.ts';

/** The part of FedaPay's API that Palmarès uses, under `/v1`. */
export function apiRoutes(fake: Fake): Hono {
  const app = new Hono();
  app.use('*', async (c, next) => {
    if (c.req.header('authorization') !== `Bearer ${fake.apiKey}`)
      throw new FedapayFault(401, 'Erreur d’authentification');
    if (takeOne(fake.behaviour, 'failRequests')) throw new FedapayFault(500, 'Erreur interne');
    await next();
    if (c.req.method === 'POST' && takeOne(fake.behaviour, 'loseAnswers'))
      c.res = c.json({ message: 'La réponse s’est perdue' }, 503);
  });
  app.post('/transactions', async (c) =>
    answerTransaction(c, createTransaction(fake, await c.req.json().catch(() => undefined))),
  );
  app.get('/transactions/search', (c) => answerPage(fake, c));
  app.get('/transactions/merchant/:reference', (c) =>
    answerTransaction(c, findByReference(fake, c.req.param('reference'))),
  );
  app.get('/transactions/:id{[0-9]+}', (c) =>
    answerTransaction(c, currentTransaction(fake, c.req.param('id'))),
  );
  app.post('/transactions/:id{[0-9]+}/token', (c) => {
    const transaction = currentTransaction(fake, c.req.param('id'));
    if (!transaction) throw missing();
    return c.json(createToken(fake, transaction));
  });
  app.get('/currencies/:id', (c) => {
    if (Number(c.req.param('id')) !== XOF.id) throw missing();
    return c.json({ 'v1/currency': XOF });
  });
  app.all('*', () => {
    throw missing();
  });
  app.onError((error, c) => {
    if (!(error instanceof FedapayFault)) throw error;
    return c.json({ message: error.message, errors: error.errors }, error.status);
  });
  return app;
}

const missing = () => new FedapayFault(404, 'Ressource introuvable');

function answerTransaction(c: Context, transaction: FakeTransaction | undefined): Response {
  if (!transaction) throw missing();
  return c.json({ 'v1/transaction': shown(c, transaction) });
}

/** Names the currency only where the request asks for it to be included. */
function shown(c: Context, transaction: FakeTransaction): object {
  const included = (c.req.query('include') ?? '').split(',');
  return included.includes('currency') ? { ...transaction, currency: XOF } : transaction;
}

const MOST_PER_PAGE = 50;

/** One page, newest first; never more than fifty, however many are asked for. */
function answerPage(fake: Fake, c: Context): Response {
  const page = Number(c.req.query('page') ?? 1);
  const perPage = Math.min(Number(c.req.query('per_page') ?? 25), MOST_PER_PAGE);
  if (!Number.isInteger(page) || page < 1 || !Number.isInteger(perPage) || perPage < 1)
    throw new FedapayFault(400, 'Page invalide');
  const all = Object.values(fake.state.transactions).sort((a, b) => b.id - a.id);
  const pages = Math.max(1, Math.ceil(all.length / perPage));
  return c.json({
    'v1/transactions': all
      .slice((page - 1) * perPage, page * perPage)
      .map((transaction) => shown(c, currentTransaction(fake, transaction.id) ?? transaction)),
    meta: {
      current_page: page,
      next_page: page < pages ? page + 1 : null,
      prev_page: page > 1 ? page - 1 : null,
      total_pages: pages,
      total_count: all.length,
      per_page: perPage,
    },
  });
}
