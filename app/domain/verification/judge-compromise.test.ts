import { expect, it } from 'vitest';
import { judgeCompromise } from './judge-compromise.ts';

const day = (text: string) => new Date(`2027-${text}T00:00:00Z`);
const NOW = day('06-01');

it('a key is compromised since a moment that has passed', () => {
  expect(judgeCompromise(null, day('05-01'), NOW).ok).toBe(true);
  expect(judgeCompromise(null, NOW, NOW).ok).toBe(true);
  expect(judgeCompromise(null, day('06-02'), NOW)).toEqual({
    ok: false,
    reason: 'signingKey.compromisedInFuture',
  });
});

it('the date only moves back', () => {
  expect(judgeCompromise(day('05-01'), day('04-01'), NOW).ok).toBe(true);
  expect(judgeCompromise(day('05-01'), day('05-01'), NOW).ok).toBe(true);
  expect(judgeCompromise(day('05-01'), day('05-02'), NOW)).toMatchObject({
    ok: false,
    reason: 'signingKey.compromiseMovesForward',
  });
});
