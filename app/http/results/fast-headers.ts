import { randomFillSync, randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import { setSecurityHeaders } from '../security-headers.ts';
import type { PageTemplate } from './page-template.ts';

const NONCE_BYTES = 16;
const POOL_BYTES = NONCE_BYTES * 256;

/** Random nonces from a pool: asking the system for each takes longer than the page. */
function createNonces() {
  const pool = Buffer.alloc(POOL_BYTES);
  let used = POOL_BYTES;
  return () => {
    if (used === POOL_BYTES) {
      randomFillSync(pool);
      used = 0;
    }
    used += NONCE_BYTES;
    return pool.toString('base64url', used - NONCE_BYTES, used);
  };
}

type Base = { readonly list: readonly string[]; readonly head: string };

/** The headers of a result's page, the same as the framework's answer has. */
export function createFastHeaders(policy: (nonce: string) => string) {
  const nextNonce = createNonces();
  const [before = '', ...after] = policy('\0').split('\0');
  const made = new WeakMap<PageTemplate, readonly [Base, Base]>();
  const nextPolicy = () => {
    const nonce = nextNonce();
    let text = before;
    for (const part of after) text += nonce + part;
    return text;
  };
  const baseOf = (template: PageTemplate, https: boolean): Base => {
    const known = made.get(template) ?? [makeBase(template, false), makeBase(template, true)];
    made.set(template, known);
    return known[https ? 1 : 0];
  };
  return {
    /** A flat list of names and values, for `writeHead`. */
    list(template: PageTemplate, https: boolean, length: number): string[] {
      const own = ['Content-Security-Policy', nextPolicy(), 'X-Request-Id', randomUUID()];
      return [...baseOf(template, https).list, ...own, 'Content-Length', String(length)];
    },
    /** From the status line to the length, for whoever writes an answer without `writeHead`. */
    head: (template: PageTemplate, https: boolean, length: number): string =>
      `${baseOf(template, https).head}Content-Security-Policy: ${nextPolicy()}\r\n` +
      `X-Request-Id: ${randomUUID()}\r\nContent-Length: ${length}\r\n`,
  };
}

function makeBase(template: PageTemplate, https: boolean): Base {
  const headers = new Headers(template.headers);
  headers.delete('Content-Security-Policy');
  setSecurityHeaders(headers, { path: '/resultats', https, policy: '' });
  headers.delete('Content-Security-Policy');
  if (!headers.has('Cache-Control')) headers.set('Cache-Control', 'no-store');
  const pairs = [...headers].map(([name, value]) => [properName(name), value] as const);
  const lines = pairs.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  const { status } = template;
  return { list: pairs.flat(), head: `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\n${lines}` };
}

/** `content-type` as `Content-Type`: some old proxies look for it so. */
const properName = (name: string) => name.replace(/(^|-)[a-z]/g, (letters) => letters.toUpperCase());
