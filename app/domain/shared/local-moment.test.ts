import { expect, test } from 'vitest';
import { localMoment } from './local-moment.ts';

test.each([
  ['2027-06-14', '08:00', 'Africa/Niamey', '2027-06-14T07:00:00.000Z'],
  ['2027-06-14', '00:00', 'Africa/Abidjan', '2027-06-14T00:00:00.000Z'],
  ['2027-01-14', '08:00', 'Europe/Paris', '2027-01-14T07:00:00.000Z'],
  ['2027-07-14', '08:00', 'Europe/Paris', '2027-07-14T06:00:00.000Z'],
  ['2027-03-28', '03:30', 'Europe/Paris', '2027-03-28T01:30:00.000Z'],
  ['2027-06-14', '23:30', 'Indian/Comoro', '2027-06-14T20:30:00.000Z'],
])('%s %s in %s', (date, time, timeZone, instant) => {
  expect(localMoment(date, time, timeZone).toISOString()).toBe(instant);
});
