import type { IncomingMessage } from 'node:http';
import { LONGEST_CODE } from './code-form.ts';

/** A form of a number and its code is no larger. */
const MOST_BYTES = 1024;

/** Whether a request is a form so small that it can be read here, and nothing but that. */
export function isSmallForm(header: (name: string) => string | null): boolean {
  const length = Number(header('content-length') ?? Number.NaN);
  return (
    /^application\/x-www-form-urlencoded(;\s*charset=utf-8)?$/i.test(header('content-type') ?? '') &&
    header('content-encoding') === null &&
    length >= 1 &&
    length <= MOST_BYTES
  );
}

/** The whole body, at most as long as its header says (the parser holds it to that). */
export function readSmallBody(incoming: IncomingMessage, done: (body: string) => void): void {
  const parts: Buffer[] = [];
  incoming.on('data', (part: Buffer) => parts.push(part));
  incoming.on('end', () => done(Buffer.concat(parts).toString('utf8')));
  // A visitor who goes away is answered nothing.
  incoming.on('error', () => undefined);
}

/** The code that a form holds, once; `undefined` for a form that its route has something else to say of. */
export function codeOf(body: string): string | undefined {
  const [code = '', ...more] = new URLSearchParams(body).getAll('code');
  const isPlain = code !== '' && code.length <= LONGEST_CODE && more.length === 0 && !code.includes('\0');
  return isPlain ? code : undefined;
}
