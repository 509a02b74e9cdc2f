import { expect, test } from 'vitest';
import { createFedapayProvider } from '#app/adapters/payments/fedapay-provider.server.ts';
import { createStripeProvider } from '#app/adapters/payments/stripe-provider.server.ts';
import { startFakes } from './start-fakes.ts';

const webhook = {
  webhookUrl: 'http://127.0.0.1:9/webhooks/stripe',
  fedapayWebhookUrl: 'http://127.0.0.1:9/webhooks/fedapay',
  webhookSecret: 'whsec_test',
};

test('everything starts on free ports of this machine alone, and stops', async () => {
  const fakes = await startFakes(webhook);
  const { stripe, fedapay, mailbox } = fakes;
  expect(await createStripeProvider(stripe).getStatus('cs_none')).toBeUndefined();
  expect(await createFedapayProvider(fedapay).getStatus('1')).toBeUndefined();
  expect((await fetch(mailbox.url)).status).toBe(200);
  for (const { url } of [stripe, fedapay]) expect(new URL(url).hostname).toBe('127.0.0.1');
  await fakes.close();
  await expect(fetch(mailbox.url)).rejects.toThrow();
  for (const { url } of [stripe, fedapay]) await expect(fetch(url)).rejects.toThrow();
});

test('a port in use is an error that leaves nothing running', async () => {
  const first = await startFakes(webhook);
  const ports = { mailboxPort: 0, stripePort: first.stripe.port };
  await expect(startFakes({ ...webhook, ...ports })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  await expect(startFakes({ ...webhook, smtpPort: first.mailbox.smtpPort })).rejects.toMatchObject({
    code: 'EADDRINUSE',
  });
  await expect(startFakes({ ...webhook, fedapayPort: first.fedapay.port })).rejects.toMatchObject({
    code: 'EADDRINUSE',
  });
  await first.close();
});
