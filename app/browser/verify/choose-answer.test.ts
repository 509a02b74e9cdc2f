import { expect, test } from 'vitest';
import { chooseAnswer } from './choose-answer.ts';

const kept = {
  origin: 'https://office.example',
  languages: ['fr', 'en', 'ar', 'ha'],
  files: ['/assets/a-1.js'],
};
const ask = (path: string, about: Partial<Parameters<typeof chooseAnswer>[0]> = {}) =>
  chooseAnswer({ method: 'GET', navigates: true, url: `${kept.origin}${path}`, ...about }, kept);

test('pages come from the network, and without it in the language asked for', () => {
  expect(ask('/verify?lang=ar')).toEqual({ how: 'network-first', path: '/verify?lang=ar' });
  expect(ask('/verify')).toEqual({ how: 'network-first', path: '/verify?lang=fr' });
  expect(ask('/v/AAAAAAAAAAAAAAAA?lang=ha')).toEqual({
    how: 'network-first',
    path: '/verify/hors-connexion?lang=ha',
  });
  expect(ask('/verify?lang=xx')).toEqual({ how: 'network-first', path: '/verify?lang=fr' });
});

test('files whose names say their content are kept', () => {
  expect(ask('/assets/a-1.js', { navigates: false })).toEqual({ how: 'kept-first', path: '/assets/a-1.js' });
  expect(ask('/assets/b-2.js', { navigates: false })).toBeUndefined();
});

test('a form sent without a network leads to a page that says why', () => {
  expect(ask('/verify?lang=en', { method: 'POST' })).toEqual({
    how: 'elsewhere',
    path: '/verify/hors-connexion?lang=en',
  });
});

test('lists, other pages and other sites are left to the network', () => {
  expect(ask('/.well-known/palmares-trust.jwt', { navigates: false })).toBeUndefined();
  expect(ask('/verify/lot')).toBeUndefined();
  expect(ask('/espace')).toBeUndefined();
  expect(ask('', { url: 'https://evil.example/verify' })).toBeUndefined();
});
