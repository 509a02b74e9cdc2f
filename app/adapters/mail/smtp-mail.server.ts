import { createTransport } from 'nodemailer';
import type { MailPort } from './port.ts';

export type SmtpMailOptions = {
  /** `smtp://user:password@host:587` or `smtps://host`. */
  readonly url: string;
  /** The sender, such as `Office du Bac <ne-pas-repondre@example.org>`. */
  readonly from: string;
  readonly timeoutMs?: number;
};

/** @throws TypeError for an address that is not smtp:// or smtps://. */
export function createSmtpMail({ url, from, timeoutMs = 15_000 }: SmtpMailOptions): MailPort {
  const server = new URL(url);
  if (server.protocol !== 'smtp:' && server.protocol !== 'smtps:') {
    throw new TypeError('the mail server address must start with smtp:// or smtps://');
  }
  const secure = server.protocol === 'smtps:';
  const transport = createTransport({
    host: server.hostname,
    port: Number(server.port || (secure ? 465 : 587)),
    secure,
    ...(server.username
      ? { auth: { user: decodeURIComponent(server.username), pass: decodeURIComponent(server.password) } }
      : {}),
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    // A message never makes the server read a file or fetch an address.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    async send({ to, subject, text, html }) {
      if (/[\r\n,;<>]/.test(to)) throw new TypeError('a message goes to one bare address');
      await transport.sendMail({ from, to, subject, text, ...(html ? { html } : {}) });
    },
  };
}
