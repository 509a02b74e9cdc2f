import { expect, it } from 'vitest';
import { checkHours } from './check-hours.ts';

const now = new Date('2027-07-20T10:00:00Z');
const at = (time: string) => new Date(`2027-07-20T${time}:00Z`);

it('publishes at once, or at an hour to come', () => {
  expect(checkHours({ now }).ok).toBe(true);
  expect(checkHours({ now, releasesAt: at('10:00') }).ok).toBe(true);
  expect(checkHours({ now, releasesAt: at('09:59') })).toMatchObject({ reason: 'publication.hourPast' });
});

it('lets schools read before everyone, and only then', () => {
  expect(checkHours({ now, releasesAt: at('18:00'), schoolsFrom: at('12:00') }).ok).toBe(true);
  for (const wrong of [{ releasesAt: at('12:00'), schoolsFrom: at('12:00') }, { schoolsFrom: at('12:00') }])
    expect(checkHours({ now, ...wrong })).toMatchObject({ reason: 'publication.schoolsAfter' });
});
