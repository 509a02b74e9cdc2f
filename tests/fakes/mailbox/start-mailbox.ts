import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { z } from 'zod';
import { listen } from '../listen.ts';
import { mailboxView } from './mailbox-view.ts';
import { keepMessages, type Messages } from './messages.ts';
import { receiveMail } from './receive-mail.ts';

export type MailboxOptions = {
  readonly port?: number;
  readonly smtpPort?: number;
  readonly bind?: string;
  readonly smsToken?: string;
  /** Keeps the messages there over a restart. */
  readonly dataDir?: string;
};

export type Mailbox = {
  readonly url: string;
  readonly port: number;
  readonly smtpUrl: string;
  readonly smtpPort: number;
  readonly smsUrl: string;
  readonly smsToken: string;
  readonly messages: Messages;
  close(): Promise<void>;
};

const smsBody = z.object({
  to: z.string().regex(/^\+\d{7,15}$/),
  text: z.string().min(1).max(1600),
  from: z.string().optional(),
});

/** Starts a mail server, an SMS gateway and the page that shows what they were given; `GET /messages?to=` as JSON. */
export async function startMailbox(options: MailboxOptions): Promise<Mailbox> {
  const { bind = '127.0.0.1', smsToken = 'sms-token-demo' } = options;
  const messages = keepMessages(options.dataDir);
  const smtp = await receiveMail(messages, { port: options.smtpPort ?? 0, bind });
  const http = await listen(mailboxRoutes(messages, smsToken), { port: options.port ?? 0, bind }).catch(
    async (error: unknown) => {
      await smtp.close();
      throw error;
    },
  );
  const host = bind === '0.0.0.0' ? '127.0.0.1' : bind;
  return {
    url: `http://${host}:${http.port}`,
    port: http.port,
    smtpUrl: `smtp://${host}:${smtp.port}`,
    smtpPort: smtp.port,
    smsUrl: `http://${host}:${http.port}/sms`,
    smsToken,
    messages,
    async close() {
      await Promise.all([http.close(), smtp.close()]);
    },
  };
}

function mailboxRoutes(messages: Messages, smsToken: string): Hono {
  const app = new Hono();
  app.use('*', bodyLimit({ maxSize: 64 * 1024 }), async (c, next) => {
    await next();
    c.header('cache-control', 'no-store');
    c.header(
      'content-security-policy',
      "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'",
    );
  });
  app.get('/', (c) => {
    const to = c.req.query('to') ?? '';
    return c.html(mailboxView(messages.find(to).slice(0, 200), to));
  });
  app.get('/messages', (c) => c.json(messages.find(c.req.query('to'))));
  app.post('/sms', (c) => takeSms(c, messages, smsToken));
  return app;
}

async function takeSms(c: Context, messages: Messages, token: string): Promise<Response> {
  if (c.req.header('authorization') !== `Bearer ${token}`) return c.json({ error: 'unauthorised' }, 401);
  const sms = smsBody.safeParse(await c.req.json().catch(() => undefined));
  if (!sms.success) return c.json({ error: sms.error.issues }, 400);
  const { to, text, from = '' } = sms.data;
  messages.add({ kind: 'sms', from, to: [to], subject: '', text, html: undefined });
  return c.json({ accepted: true }, 202);
}
