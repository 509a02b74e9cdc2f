import { expect, test } from 'vitest';
import { readForwarded } from './forwarded.ts';

const socket = { remoteAddress: '10.0.0.1', encrypted: false };
const headers = new Headers({
  host: 'palmares.example',
  'x-forwarded-proto': 'https',
  'x-forwarded-for': '6.6.6.6, 41.138.1.2, 10.0.0.9',
});

test('without a proxy of ours the headers are anybody’s word', () => {
  expect(readForwarded(headers, socket, false)).toEqual({
    https: false,
    host: 'palmares.example',
    clientAddress: '10.0.0.1',
  });
});

test('each proxy of ours adds one address on the right; what comes before may be forged', () => {
  expect(readForwarded(headers, socket, true).clientAddress).toBe('10.0.0.9');
  expect(readForwarded(headers, socket, 2).clientAddress).toBe('41.138.1.2');
  expect(readForwarded(headers, socket, true).https).toBe(true);
});
