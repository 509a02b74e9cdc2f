import { expect, test } from 'vitest';
import { contentSecurityPolicy, setSecurityHeaders } from './security-headers.ts';

const base = { nonce: 'n1', paymentOrigins: ['https://checkout.example'] };

test('nothing is allowed by default, and scripts only where a page asks', () => {
  const none = contentSecurityPolicy({ ...base, scripts: 'none' });
  expect(none).toContain("default-src 'none'");
  expect(none).toContain("script-src 'none'");
  expect(none).toContain("form-action 'self' https://checkout.example");
  expect(none).toContain("frame-ancestors 'none'");
  expect(none).toContain("base-uri 'none'");
  expect(contentSecurityPolicy({ ...base, scripts: 'react' })).toContain("script-src 'self' 'nonce-n1'");
  expect(`${none}${contentSecurityPolicy({ ...base, scripts: 'own' })}`).not.toMatch(/unsafe-(inline|eval)/);
});

test('HSTS is said on HTTPS only', () => {
  const plain = new Headers();
  setSecurityHeaders(plain, { path: '/', https: false, policy: 'p' });
  expect(plain.has('strict-transport-security')).toBe(false);
  const secure = new Headers();
  setSecurityHeaders(secure, { path: '/', https: true, policy: 'p' });
  expect(secure.get('strict-transport-security')).toContain('max-age=63072000');
});

test('a verification page sends its address to nobody', () => {
  const headers = new Headers();
  setSecurityHeaders(headers, { path: '/v/abc', https: true, policy: 'p' });
  expect(headers.get('referrer-policy')).toBe('no-referrer');
  const other = new Headers();
  setSecurityHeaders(other, { path: '/verifier', https: true, policy: 'p' });
  expect(other.get('referrer-policy')).toBe('same-origin');
});

test('what a route set itself stays', () => {
  const headers = new Headers({ 'Permissions-Policy': 'camera=(self)' });
  setSecurityHeaders(headers, { path: '/verifier', https: true, policy: 'p' });
  expect(headers.get('permissions-policy')).toBe('camera=(self)');
  expect(headers.get('x-content-type-options')).toBe('nosniff');
});
