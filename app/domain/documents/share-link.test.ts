import { describe, expect, it } from 'vitest';
import { isShareToken, shareEnd, shareState } from './share-link.ts';

const NOW = new Date('2027-03-01T08:00:00Z');
const endOf = (...given: [Parameters<typeof shareEnd>[1], string?]) => {
  const end = shareEnd(NOW, ...given);
  return end.ok ? end.value.toISOString() : end.reason;
};

describe('the end of a shared link', () => {
  it('is a day, a week or a month later to the minute, or the end of the day chosen', () => {
    expect(endOf('day')).toBe('2027-03-02T08:00:00.000Z');
    expect(endOf('week')).toBe('2027-03-08T08:00:00.000Z');
    expect(endOf('month')).toBe('2027-03-31T08:00:00.000Z');
    expect(endOf('date', '2027-03-01')).toBe('2027-03-02T00:00:00.000Z');
    expect(endOf('date', '2028-02-29')).toBe('2028-03-01T00:00:00.000Z');
  });

  it('is neither past, nor more than a year ahead, nor left out', () => {
    expect(endOf('date', '2027-02-28')).toBe('share.endPast');
    expect(endOf('date', '2028-03-02')).toBe('share.endFar');
    expect(endOf('date')).toBe('share.endMissing');
    expect(endOf('date', 'demain')).toBe('share.endMissing');
  });
});

it('a link is open until its end or until it is withdrawn', () => {
  const expiresAt = new Date('2027-03-02T08:00:00Z');
  expect(shareState({ expiresAt, withdrawnAt: null }, NOW)).toBe('open');
  expect(shareState({ expiresAt, withdrawnAt: null }, expiresAt)).toBe('ended');
  expect(shareState({ expiresAt, withdrawnAt: NOW }, NOW)).toBe('withdrawn');
});

it('a link has 192 bits of chance, and nothing else is one', () => {
  expect(isShareToken('A'.repeat(32))).toBe(true);
  for (const other of ['', 'A'.repeat(31), 'A'.repeat(33), `${'A'.repeat(31)}.`])
    expect(isShareToken(other)).toBe(false);
});
