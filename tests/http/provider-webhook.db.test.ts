import { createHash, createHmac } from 'node:crypto';
import { request } from 'node:http';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type RunningWeb, startWeb } from '#app/entrypoints/web.server.ts';
import { purgeExpired } from '#app/services/upkeep/purge-expired.server.ts';
import { journal, payment, providerEvent, refusedCallback } from '#db/schema/fees.ts';
import { loadRouteModule, serverBuildOf } from '#tests/factories/server-build.ts';
import { useDatabase } from '#tests/setup/database.ts';
import { checkout, one, payAt, useBooks, useStage } from '#tests/setup/payments.ts';
import { queuedJobs } from '#tests/setup/queued-jobs.ts';
import { ANONYMOUS } from '#tests/setup/test-context.ts';

const database = useDatabase();
const stage = useStage(database);
const { due } = useBooks(database, stage);
let web: RunningWeb;
let event: string;

beforeAll(async () => {
  web = await startWeb({
    port: 0,
    host: '127.0.0.1',
    build: serverBuildOf([
      {
        id: 'provider-webhook',
        path: 'webhooks/:provider',
        module: await loadRouteModule('webhooks/provider-webhook.ts'),
      },
    ]),
    checkReady: async () => undefined,
    createContext: async () => ({ ctx: stage.system.as(ANONYMOUS), demo: false }),
    logger: { info: () => undefined, warn: () => undefined, error: () => undefined },
  });
});
afterAll(() => web.close());

beforeEach(async () => {
  await payAt(await checkout(await due()));
  await stage.fake.settled();
  const [callback] = stage.endpoint.received;
  if (!callback) throw new Error('no callback');
  event = callback.rawBody;
  await database.sql`delete from graphile_worker._private_jobs`;
  await database.sql`delete from refused_callback`;
});

const now = () => Math.floor(Date.now() / 1000);
function signed(body: string, { at = now(), secret = stage.fake.webhookSecret } = {}) {
  const hex = createHmac('sha256', secret).update(`${at}.${body}`).digest('hex');
  return { 'stripe-signature': `t=${at},v1=${hex}` };
}
const post = (path: string, body: string, headers: Record<string, string>) =>
  fetch(`http://127.0.0.1:${web.port}/webhooks/${path}`, {
    method: 'POST',
    body,
    headers: { 'Content-Type': 'application/json', ...headers },
  });

/**
 * Sends chunks on a connection of their own, which the server closes when it has heard enough, until it answers.
 * Without a length, as a client that streams. Returns the status and how many chunks were sent.
 */
function postChunks(most: number, length?: number): Promise<{ status: number | undefined; sent: number }> {
  const chunk = Buffer.alloc(64 * 1024, 'x');
  return new Promise((resolve, reject) => {
    let sent = 0;
    const asked = request(
      {
        ...{ port: web.port, host: '127.0.0.1', path: '/webhooks/stripe', method: 'POST', agent: false },
        headers: length === undefined ? {} : { 'Content-Length': length },
      },
      (answer) => {
        answer.resume();
        resolve({ status: answer.statusCode, sent });
        asked.destroy();
      },
    );
    asked.on('error', reject);
    const more = () => {
      if (asked.destroyed || sent >= most) return;
      sent += 1;
      asked.write(chunk, () => setImmediate(more));
    };
    more();
  });
}

/** Everything a callback could change. */
const everything = async () => ({
  payments: await database.db.select().from(payment).orderBy(payment.id),
  journals: await database.db.$count(journal),
  events: await database.db.$count(providerEvent),
  jobs: await queuedJobs(database.db),
});

test('a signed one is stored and queued; the same again changes nothing', async () => {
  const before = await everything();
  expect((await post('stripe', event, signed(event))).status).toBe(200);
  const after = await everything();
  expect([after.events, after.jobs.map(({ name }) => name)]).toEqual([before.events + 1, ['settle-payment']]);
  expect((await post('stripe', event, signed(event))).status).toBe(200);
  expect(await everything()).toEqual(after);
  expect(await database.db.$count(refusedCallback)).toBe(0);
});

type Make = (body: string) => readonly [string, Readonly<Record<string, string>>];
test.each<[string, Make]>([
  ['forged', (body: string) => [body, signed(body, { secret: 'whsec_other' })]],
  ['with a changed body', (body: string) => [`${body} `, signed(body)]],
  ['without a signature', (body: string) => [body, {}]],
  ['replayed after 300 seconds', (body: string) => [body, signed(body, { at: now() - 301 })]],
  ['not JSON', () => ['{"id":', signed('{"id":')]],
  ['of no known shape', () => ['{"id":7}', signed('{"id":7}')]],
])('one %s: 400, counted by its digest, and nothing is changed', async (_, make) => {
  const [body, headers] = make(event);
  const before = await everything();
  expect((await post('stripe', body, { ...headers })).status).toBe(400);
  expect((await post('stripe', body, { ...headers })).status).toBe(400);
  expect(await everything()).toEqual(before);
  const refused = one(await database.db.select().from(refusedCallback));
  expect(refused).toMatchObject({
    provider: 'stripe',
    digest: createHash('sha256').update(body).digest('hex'),
    times: 2,
  });
});

test('one longer than any provider sends is refused before it is read, and while it is', async () => {
  const before = await everything();
  const told = await postChunks(1, 300 * 1024);
  expect(told.status).toBe(413);
  const found = await postChunks(2000);
  expect(found.status).toBe(413);
  expect(found.sent).toBeLessThan(2000);
  expect(await everything()).toEqual(before);
});

test('a provider this installation has not is no page, and there is nothing to read', async () => {
  expect((await post('nobody', event, signed(event))).status).toBe(404);
  expect((await post('constructor', event, signed(event))).status).toBe(404);
  const read = await fetch(`http://127.0.0.1:${web.port}/webhooks/stripe`);
  expect([read.status, read.headers.get('Allow')]).toEqual([405, 'POST']);
});

test('what was refused is forgotten after 90 days', async () => {
  await post('stripe', event, {});
  stage.system.advance({ days: 89 });
  await purgeExpired(stage.system);
  expect(await database.db.$count(refusedCallback)).toBe(1);
  stage.system.advance({ days: 2 });
  await purgeExpired(stage.system);
  expect(await database.db.$count(refusedCallback)).toBe(0);
});
