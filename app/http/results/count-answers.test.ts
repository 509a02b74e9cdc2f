import { expect, test } from 'vitest';
import { createAnswerCounter } from './count-answers.ts';

test('answers are logged by route and status, with how many and the slowest, and name nobody', () => {
  const lines: unknown[] = [];
  const counter = createAnswerCounter({ info: (fields) => lines.push(fields) });
  for (const [status, ms] of [
    [200, 0.12],
    [404, 1],
    [200, 3.27],
  ] as const)
    counter.count('/resultats/:sittingId/:tableNumber', status, ms);
  counter.close();
  expect(lines).toEqual([
    { route: '/resultats/:sittingId/:tableNumber', status: 200, answers: 2, slowestMs: 3.3 },
    { route: '/resultats/:sittingId/:tableNumber', status: 404, answers: 1, slowestMs: 1 },
  ]);
});
