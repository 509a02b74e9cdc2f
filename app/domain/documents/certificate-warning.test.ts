import { expect, it } from 'vitest';
import { certificateWarning } from './certificate-warning.ts';
import { isSelfMadeAuthority, SELF_MADE_UNIT } from './self-made-authority.ts';

const now = new Date('2027-03-01T08:00:00Z');
const days = (count: number) => new Date(now.getTime() + count * 86_400_000);

it('an office is told 60 days before its certificate ends, also when it is self-made or over', () => {
  const told = (count: number, selfMade = false) =>
    certificateWarning({ notAfter: days(count), selfMade }, { now, demo: true });
  expect([told(61), told(60), told(1, true), told(-1)]).toEqual([undefined, 'ends', 'ends', 'ends']);
});

it('an office is told that nobody knows its own authority, but not in a demonstration', () => {
  const certificate = { notAfter: days(3000), selfMade: true };
  expect(certificateWarning(certificate, { now, demo: false })).toBe('selfMade');
  expect(certificateWarning(certificate, { now, demo: true })).toBeUndefined();
  expect(isSelfMadeAuthority(`CN=X\nOU=${SELF_MADE_UNIT}`)).toBe(true);
  expect(isSelfMadeAuthority('CN=Autorité nationale')).toBe(false);
});
