import { Hono } from 'hono';
import { listen } from './listen.ts';

export type ReceivedWebhook = { readonly rawBody: string; readonly headers: Headers };
export type WebhookReceiver = {
  readonly url: string;
  readonly received: ReceivedWebhook[];
  /** What it answers to the next deliveries; 200 after that. */
  readonly answers: number[];
  close(): Promise<void>;
};

/** An endpoint for tests that keeps what a fake sends it. */
export async function receiveWebhooks(): Promise<WebhookReceiver> {
  const received: ReceivedWebhook[] = [];
  const answers: number[] = [];
  const app = new Hono();
  app.post('/webhooks', async (c) => {
    received.push({ rawBody: await c.req.text(), headers: c.req.raw.headers });
    return new Response(null, { status: answers.shift() ?? 200 });
  });
  const { port, close } = await listen(app, {});
  return { url: `http://127.0.0.1:${port}/webhooks`, received, answers, close };
}
