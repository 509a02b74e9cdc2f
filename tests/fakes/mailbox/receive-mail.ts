import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import type { Messages } from './messages.ts';

const TEN_MEGABYTES = 10 * 1024 * 1024;

/** An SMTP server that takes every message and sends none on. */
export async function receiveMail(
  messages: Messages,
  options: { port?: number; bind?: string },
): Promise<{ port: number; close(): Promise<void> }> {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    size: TEN_MEGABYTES,
    onData(stream, session, done) {
      simpleParser(stream)
        .then((mail) => {
          const recipients = session.envelope.rcptTo.map(({ address }) => address);
          messages.add(readMail(mail, recipients));
          done();
        })
        .catch((error: unknown) => done(error instanceof Error ? error : new Error(String(error))));
    },
  });
  server.on('error', () => {});
  await new Promise<void>((resolve, reject) => {
    server.server.once('error', reject);
    server.listen(options.port ?? 0, options.bind ?? '127.0.0.1', () => resolve());
  });
  const address = server.server.address();
  if (typeof address !== 'object' || address === null) throw new Error('the SMTP server has no port');
  return { port: address.port, close: () => new Promise((resolve) => server.close(() => resolve())) };
}

/** Recipients are those of the envelope: whom it really went to. */
function readMail(mail: ParsedMail, recipients: readonly string[]) {
  return {
    kind: 'mail' as const,
    from: mail.from?.text ?? '',
    to: recipients,
    subject: mail.subject ?? '',
    text: (mail.text ?? '').trimEnd(),
    html: mail.html || undefined,
  };
}
