import type { SmsPort } from './port.ts';

export type HttpSmsOptions = {
  /** Receives `POST {"to", "text", "from"?}` as JSON and answers 2xx once the message is taken. */
  readonly url: string;
  /** Sent as `Authorization: Bearer …`. */
  readonly token: string;
  /** The sender name the operator registered. */
  readonly sender?: string;
  readonly timeoutMs?: number;
};

/** The message and its recipient stay out of the error: it is logged. */
export class SmsGatewayError extends Error {
  readonly status: number | undefined;
  constructor(message: string, status?: number, cause?: unknown) {
    super(message, { cause });
    this.name = 'SmsGatewayError';
    this.status = status;
  }
}

const E164 = /^\+[1-9]\d{6,14}$/;

export function createHttpSms({ url, token, sender, timeoutMs = 10_000 }: HttpSmsOptions): SmsPort {
  return {
    async send({ to, text }) {
      if (!E164.test(to)) throw new TypeError('a telephone number must be in E.164 form');
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify({ to, text, ...(sender ? { from: sender } : {}) }),
        redirect: 'error',
        signal: AbortSignal.timeout(timeoutMs),
      }).catch((cause: unknown) => {
        throw new SmsGatewayError('the SMS gateway could not be reached', undefined, cause);
      });
      await response.body?.cancel();
      if (!response.ok) {
        throw new SmsGatewayError(`the SMS gateway answered ${response.status}`, response.status);
      }
    },
  };
}
