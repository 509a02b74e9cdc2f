import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readDate } from './read-date.ts';

describe('dates', () => {
  test.each([
    '23/11/2008',
    '23-11-2008',
    '23.11.2008',
    '23 11 2008',
    ' 23 / 11 / 2008 ',
    '2008-11-23',
    '2008/11/23',
    '2008-11-23T00:00:00.000Z',
    '23/11/2008 00:00:00',
    '23 novembre 2008',
    'dimanche 23 Novembre 2008',
    '23 nov. 2008',
    '23-nov-2008',
    '23 November 2008',
    '23rd of November, 2008',
    'November 23, 2008',
    '39775',
  ])('%j is 23 November 2008', (typed) => {
    expect(readDate(typed)).toEqual({ ok: true, value: '2008-11-23' });
  });

  test('the day comes first, always', () => {
    expect(readDate('03/04/2008')).toEqual({ ok: true, value: '2008-04-03' });
    expect(readDate('1er août 2008')).toEqual({ ok: true, value: '2008-08-01' });
    expect(readDate('29/02/2008')).toEqual({ ok: true, value: '2008-02-29' });
  });

  test.each([
    ['', 'common:errors.required'],
    ['23.11.08', 'common:errors.dateYear'],
    ['23-nov-08', 'common:errors.dateYear'],
    ['11/23/2008', 'import:errors.dateOrder'],
    ['31/02/2008', 'common:errors.date'],
    ['29/02/2007', 'common:errors.date'],
    ['29/02/2100', 'common:errors.date'],
    ['0/1/2008', 'common:errors.date'],
    ['32/01/2008', 'common:errors.date'],
    ['2008-13-01', 'import:errors.dateOrder'],
    ['23 brumaire 2008', 'common:errors.date'],
    ['2008', 'common:errors.dateIncomplete'],
    ['vers 2008', 'common:errors.dateIncomplete'],
    ['né en 2008', 'common:errors.dateIncomplete'],
    ['?', 'common:errors.date'],
    ['#####', 'common:errors.date'],
    ['x'.repeat(4000), 'common:errors.date'],
  ])('%j is refused: %s', (typed, message) => {
    expect(readDate(typed)).toEqual({ ok: false, message });
  });

  test('any day comes back from each way of writing it', () => {
    const days = fc.date({ min: new Date('1930-01-01'), max: new Date('2060-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(days, (date) => {
        const value = date.toISOString().slice(0, 10);
        const [year = '', month = '', day = ''] = value.split('-');
        const serial = Math.round((Date.parse(value) - Date.UTC(1899, 11, 30)) / 86_400_000);
        const named = new Intl.DateTimeFormat('fr', { dateStyle: 'long', timeZone: 'UTC' }).format(date);
        for (const typed of [value, `${Number(day)}/${Number(month)}/${year}`, String(serial), named])
          expect(readDate(typed)).toEqual({ ok: true, value });
      }),
    );
  });
});
