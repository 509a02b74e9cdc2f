import { expect, test } from 'vitest';
import { hrefWith, idOf, idParam, pageOf, textOf, wordOf } from './list-address.ts';

const of = (query: string) => new URLSearchParams(query);

test.each([
  ['', 1],
  ['page=3', 3],
  ['page=0', 1],
  ['page=-1', 1],
  ['page=1.5', 1],
  ['page=x', 1],
  ['page=9999999', 1],
])('page of "%s" is %i', (query, page) => expect(pageOf(of(query))).toBe(page));

test('filters read what they know and leave out the rest', () => {
  expect(textOf(of('q=%20Ma%C3%AFga%20'), 'q')).toBe('Maïga');
  expect(textOf(of('q=%20'), 'q')).toBeUndefined();
  expect(textOf(of(`q=${'x'.repeat(101)}`), 'q')).toBeUndefined();
  expect(idOf(of('id=1'), 'id')).toBeUndefined();
  expect(wordOf(of('etat=paid'), 'etat', ['paid', 'returned'])).toBe('paid');
  expect(wordOf(of('etat=other'), 'etat', ['paid'])).toBeUndefined();
  expect(thrownBy(() => idParam('x'))).toMatchObject({ status: 404 });
});

test('an address keeps its filters and starts again from the first page', () => {
  expect(hrefWith('/a', '?q=x&page=4', { tri: 'nom' })).toBe('/a?q=x&tri=nom');
  expect(hrefWith('/a', '?q=x', { q: undefined })).toBe('/a');
  expect(hrefWith('/a', '?q=x&page=4', { page: '5' })).toBe('/a?q=x&page=5');
});

function thrownBy(act: () => unknown): unknown {
  try {
    act();
  } catch (thrown) {
    return thrown;
  }
  return undefined;
}
