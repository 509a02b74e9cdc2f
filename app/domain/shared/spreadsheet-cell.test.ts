import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { csvLines } from '#app/http/csv.ts';
import { neutraliseFormula, restoreNeutralised } from './spreadsheet-cell.ts';

test.each([
  '=1+1',
  '+227 90 12 34 56',
  '-1',
  '@SUM(A1)',
  '\t=1',
  '\r',
  '\n=1',
  '＝1',
  '＋1',
  '－1',
  '＠A1',
  '  =1',
  ' "=1',
  "''=1",
  '\u00a0=1',
  '\ufeff=1',
  '\u200b@A1',
])('%j is marked as text', (text) => {
  expect(neutraliseFormula(text)).toBe(`'${text}`);
});

test.each(["N'Diaye", "'Abd", 'Ould-Ahmed', '', '2008-11-23', '90 12 34 56', 'a=b', '"Le Grand"'])(
  '%j is left as it is',
  (text) => {
    expect(neutraliseFormula(text)).toBe(text);
    expect(restoreNeutralised(text)).toBe(text);
  },
);

test('what was marked comes back as it was, whatever the text', () => {
  const edgy = fc.string({
    unit: fc.constantFrom("'", '"', '=', '+', '-', '@', '\t', '\r', ' ', 'a', '＝', '\u200b'),
  });
  fc.assert(
    fc.property(fc.oneof(edgy, fc.string({ unit: 'binary' })), (text) => {
      const written = neutraliseFormula(text);
      expect(restoreNeutralised(written)).toBe(text);
      expect(/^[=+\-@\t\r\n＝＋－＠]/.test(written)).toBe(false);
    }),
  );
});

const strings = join(import.meta.dirname, '../../../../shared/cases/hostile/strings');
describe.skipIf(!existsSync(strings))('known injections (skipped where ../shared/cases is absent)', () => {
  const read = (name: string) => (existsSync(strings) ? readFileSync(join(strings, name), 'utf8') : '[]');
  const expected: { in: string; csv_cell: string }[] = JSON.parse(read('csv_injection_expected.json'));

  test.each(expected)('$in is written as others write it', ({ in: text, csv_cell }) => {
    expect(csvLines([[text]])).toBe(`${csv_cell}\r\n`);
  });

  test('no payload keeps a start that runs, and each comes back', () => {
    for (const line of read('csv_injection.txt').split('\n')) {
      const written = neutraliseFormula(line);
      expect(written).not.toMatch(/^\s*[=+\-@]/);
      expect(restoreNeutralised(written)).toBe(line);
    }
  });
});
