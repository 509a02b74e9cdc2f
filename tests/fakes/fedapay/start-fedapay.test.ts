import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createFedapayProvider } from '#app/adapters/payments/fedapay-provider.server.ts';
import { money } from '#app/domain/shared/money.ts';
import { receiveWebhooks, type WebhookReceiver } from '../receive-webhooks.ts';
import { type FedapayFake, startFedapay } from './start-fedapay.ts';

let endpoint: WebhookReceiver;
let fake: FedapayFake;
let directory = '';

const start = () =>
  startFedapay({
    webhookUrl: endpoint.url,
    webhookSecret: 'wh_test',
    dataDir: directory,
    retryDelaysMs: [10],
  });
const open = (paymentId: string) =>
  createFedapayProvider(fake).initiate({
    paymentId,
    amount: money(6000n, 'XOF'),
    description: 'Inscription <b>bac</b>',
    successUrl: 'http://app.example/ok',
    cancelUrl: 'http://app.example/no',
    locale: 'fr',
  });
const submit = (url: string, fields: Record<string, string>) =>
  fetch(url, { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' });
const api = (path: string, init: RequestInit = {}) =>
  fetch(`${fake.url}/v1${path}`, { headers: { authorization: `Bearer ${fake.apiKey}` }, ...init });

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'palmares-fedapay-'));
  endpoint = await receiveWebhooks();
  fake = await start();
});
afterEach(async () => {
  await fake.close();
  await endpoint.close();
  await rm(directory, { recursive: true, force: true });
});

test('a restart keeps transactions and their pages, and sends what had not arrived', async () => {
  const first = await open('p1');
  endpoint.answers.push(500, 500);
  await submit(first.redirectUrl, { action: 'pay' });
  await fake.settled();
  expect(endpoint.received).toHaveLength(2);
  await fake.close();
  const before = fake.url;
  fake = await start();
  await fake.settled();
  expect(endpoint.received).toHaveLength(3);
  const page = await fetch(first.redirectUrl.replace(before, fake.url));
  expect(await page.text()).toContain('déjà fait');
  expect((await open('p1')).reference).toBe(first.reference);
  expect((await open('p2')).reference).not.toBe(first.reference);
});

test('a merchant reference is taken once, and what is wrong is named by its field', async () => {
  await open('p3');
  const create = (body: object) => api('/transactions', { method: 'POST', body: JSON.stringify(body) });
  const good = { description: 'x', amount: 100, currency: { iso: 'XOF' } };
  const fields = async (body: object) => Object.keys((await (await create(body)).json()).errors);
  expect(await fields({ ...good, merchant_reference: 'p3' })).toEqual(['merchant_reference']);
  expect(await fields({ ...good, amount: 10.5 })).toEqual(['amount']);
  expect(await fields({ ...good, currency: { iso: 'ABC' } })).toEqual(['currency']);
  expect(await fields({})).toEqual(['description', 'amount', 'currency']);
  expect((await create(good)).status).toBe(200);
  expect((await create({ ...good, merchant_reference: 'p3' })).status).toBe(400);
});

test('a wrong key and an unknown address are refused', async () => {
  expect((await fetch(`${fake.url}/v1/transactions/1`)).status).toBe(401);
  expect((await api('/transactions/1')).status).toBe(404);
  expect((await api('/transactions/merchant/nobody')).status).toBe(404);
  expect((await api('/refunds')).status).toBe(404);
  expect((await api('/transactions/search?page=0')).status).toBe(400);
});

test('the page offers operators in French, works without script and escapes what it is given', async () => {
  const { redirectUrl } = await open('p4');
  const page = await (await fetch(redirectUrl)).text();
  expect(page).toContain('Page de paiement fictive – démonstration');
  expect(page).toMatch(/Payer 6\s000\sF\sCFA/);
  for (const operator of ['Airtel Money', 'Moov Money', 'Zamani Cash']) expect(page).toContain(operator);
  expect(page).toContain('Inscription &lt;b&gt;bac&lt;/b&gt;');
  expect(page).not.toMatch(/<script|https?:\/\//);
  expect((await fetch(`${fake.url}/pay/nothing`)).status).toBe(404);
  expect((await fetch(`${fake.url}/pay/constructor`)).status).toBe(404);
});

test('a real number is never taken, and a wallet that is empty pays with another', async () => {
  const { redirectUrl } = await open('p5');
  const real = await submit(redirectUrl, { action: 'pay', mode: 'moov_ne', number: '+227 90 12 34 56' });
  expect(real.status).toBe(422);
  const page = await real.text();
  expect(page).toContain('aria-invalid="true"');
  expect(page).toContain('value="+227 90 12 34 56"');
  expect(page).toContain('value="moov_ne" selected');
  expect((await submit(redirectUrl, { action: 'pay', mode: 'nobody', number: '' })).status).toBe(422);
  const empty = await submit(redirectUrl, { action: 'pay', mode: 'zamani_ne', number: '+227 66 00 00 00' });
  expect(empty.status).toBe(402);
  expect((await submit(redirectUrl, { action: 'pay', mode: 'zamani_ne', number: '66000001' })).status).toBe(
    303,
  );
});

test('the first page lists the payments with how they ended, and gives money back by a button', async () => {
  const { reference, redirectUrl } = await open('p6');
  await submit(redirectUrl, { action: 'pay' });
  expect(await (await fetch(fake.url)).text()).toContain('payé');
  const refund = () => submit(`${fake.url}/dashboard/${reference}/refund`, {});
  expect((await refund()).status).toBe(303);
  expect(await (await fetch(fake.url)).text()).toContain('remboursé');
  const again = await fetch(`${fake.url}/_control/refund/${reference}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${fake.apiKey}` },
  });
  expect(again.status).toBe(409);
});
