import { randomFillSync, randomUUID } from 'node:crypto';
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

/** The headers of a result's page, the same as the framework's answer has: a flat list of names and values. */
export function createFastHeaders(policy: (nonce: string) => string) {
  const nextNonce = createNonces();
  const [before = '', after = ''] = policy('\0').split('\0');
  const rest = policy('\0').split('\0').slice(2);
  const made = new WeakMap<PageTemplate, readonly (readonly string[])[]>();
  const policyOf = () => {
    const nonce = nextNonce();
    return before + nonce + after + rest.map((part) => nonce + part).join('');
  };
  const baseOf = (template: PageTemplate, https: boolean): readonly string[] => {
    const headers = new Headers(template.headers);
    headers.delete('Content-Security-Policy');
    setSecurityHeaders(headers, { path: '/resultats', https, policy: '' });
    headers.delete('Content-Security-Policy');
    if (!headers.has('Cache-Control')) headers.set('Cache-Control', 'no-store');
    return [...headers].flatMap(([name, value]) => [properName(name), value]);
  };
  return (template: PageTemplate, https: boolean, length: number): string[] => {
    const bases = made.get(template) ?? [baseOf(template, false), baseOf(template, true)];
    made.set(template, bases);
    const own = ['Content-Security-Policy', policyOf(), 'X-Request-Id', randomUUID()];
    return [...(bases[https ? 1 : 0] ?? []), ...own, 'Content-Length', String(length)];
  };
}

/** `content-type` as `Content-Type`: some old proxies look for it so. */
const properName = (name: string) => name.replace(/(^|-)[a-z]/g, (letters) => letters.toUpperCase());
