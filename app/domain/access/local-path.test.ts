import fc from 'fast-check';
import { expect, test } from 'vitest';
import { localPath } from './local-path.ts';

test.each([
  ['/espace', '/espace'],
  ['/bureau/dossiers?tri=nom&page=2', '/bureau/dossiers?tri=nom&page=2'],
  ['/a/../b', '/b'],
  ['/espace#suite', '/espace'],
])('%s stays here', (text, expected) => {
  expect(localPath(text)).toBe(expected);
});

test.each([
  null,
  '',
  'espace',
  '//example.org',
  '/\\example.org',
  '/..//example.org',
  '/.//example.org',
  'https://example.org/',
  'javascript:alert(1)',
  '/\t/example.org',
  '/\n//example.org',
  ' /espace',
  `/${'a'.repeat(3000)}`,
])('%j leads nowhere', (text) => {
  expect(localPath(text)).toBeUndefined();
});

test('whatever is typed, what comes out resolves to this site', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('/', '\\', '.', 'a', ':', '@', '\t', '?', '#', '%2f') }),
      (text) => {
        const path = localPath(`/${text}`);
        if (path !== undefined)
          expect(new URL(path, 'https://palmares.example').host).toBe('palmares.example');
      },
    ),
  );
});
