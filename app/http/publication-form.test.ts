import { expect, it } from 'vitest';
import { readHours } from './publication-form.ts';

const form = (year: string, time = '10:00') => {
  const data = new FormData();
  const fields = { 'release.day': '1', 'release.month': '1', 'release.year': year, releaseTime: time };
  for (const [name, value] of Object.entries(fields)) data.set(name, value);
  return data;
};
const later = { when: 'later', schools: 'with' } as const;

it.each(['0000', '0001', '0027', '9999', '２０２７', '20 7', '-027'])(
  'says that %s is no year beside the date, whatever the time zone',
  (year) => {
    for (const zone of ['Africa/Niamey', 'America/New_York', 'Pacific/Kiritimati'])
      expect(readHours(form(year), later, zone)).toMatchObject({
        ok: false,
        errors: { release: [expect.any(String)] },
      });
  },
);

it('reads an hour on the clocks of the office, through their changes', () => {
  const at = (date: readonly [string, string, string], time: string, zone: string) => {
    const data = form(date[0], time);
    data.set('release.month', date[1]);
    data.set('release.day', date[2]);
    const read = readHours(data, later, zone);
    return read.ok ? read.value.releasesAt?.toISOString() : read.errors;
  };
  expect(at(['2027', '7', '20'], '10:00', 'Africa/Niamey')).toBe('2027-07-20T09:00:00.000Z');
  expect(at(['2027', '7', '20'], '00:30', 'Pacific/Kiritimati')).toBe('2027-07-19T10:30:00.000Z');
  // 28 March 2027, 02:30 is skipped in Paris; 31 October, 02:30 comes twice: never before it has been shown once.
  expect(at(['2027', '3', '28'], '02:30', 'Europe/Paris')).toBe('2027-03-28T01:30:00.000Z');
  expect(at(['2027', '10', '31'], '03:00', 'Europe/Paris')).toBe('2027-10-31T02:00:00.000Z');
});
