import { expect, test } from 'vitest';
import { csvLines, csvResponse } from './csv.ts';

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '＝1'])('%j is text, not a formula', (cell) => {
  expect(csvLines([[cell]]).replace(/^"/, '')).toMatch(/^'/);
});

test('a line break inside a cell does not end its row', () => {
  expect(csvLines([['a\nb', 'c\rd']])).toBe('"a\nb";"c\rd"\r\n');
});

test('amounts below zero stay numbers', () => {
  expect(csvLines([[-5, -6000n]])).toBe('-5;-6000\r\n');
});

test('names, amounts and separators are written whole', () => {
  expect(csvLines([['Maïga; Aïssatou', 6000n, 12, null, 'dit "le Grand"']])).toBe(
    '"Maïga; Aïssatou";6000;12;;"dit ""le Grand"""\r\n',
  );
});

test('an answer is written page after page, and its header first', async () => {
  async function* pages() {
    yield [['a']];
    yield [['b'], ['c']];
  }
  const answer = csvResponse('x.csv', ['nom'], pages());
  expect(answer.headers.get('content-disposition')).toBe('attachment; filename="x.csv"');
  const bytes = new Uint8Array(await answer.arrayBuffer());
  expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  expect(new TextDecoder().decode(bytes)).toBe('nom\r\na\r\nb\r\nc\r\n');
});
