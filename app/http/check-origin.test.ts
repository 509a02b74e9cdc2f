import { expect, test } from 'vitest';
import { checkOrigin } from './check-origin.ts';

const HOST = 'palmares.example';

function post(headers: Record<string, string>, path = '/inscription'): Request {
  return new Request(`http://${HOST}${path}`, { method: 'POST', headers });
}

test.each([
  [
    'the browser says same origin',
    { 'sec-fetch-site': 'same-origin', origin: 'https://other.example' },
    true,
  ],
  ['typed by the user', { 'sec-fetch-site': 'none' }, true],
  ['another site', { 'sec-fetch-site': 'cross-site', origin: `https://${HOST}` }, false],
  ['a sister site is another site', { 'sec-fetch-site': 'same-site' }, false],
  ['an old browser, same host', { origin: `https://${HOST}` }, true],
  ['an old browser, other host', { origin: 'https://evil.example' }, false],
  ['another port is another origin', { origin: `https://${HOST}:8443` }, false],
  ['an opaque origin', { origin: 'null' }, false],
  ['neither header', {}, false],
])('%s', (_case, headers, ok) => {
  expect(checkOrigin(post(headers), HOST).ok).toBe(ok);
});

test('reading is never refused; webhooks carry signatures instead', () => {
  expect(checkOrigin(new Request(`http://${HOST}/`), HOST).ok).toBe(true);
  expect(checkOrigin(post({}, '/webhooks/stripe'), HOST).ok).toBe(true);
  expect(checkOrigin(post({}, '/webhooks-like'), HOST).ok).toBe(false);
});
