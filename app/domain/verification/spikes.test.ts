import { describe, expect, test } from 'vitest';
import { judgeHour } from './spikes.ts';

describe('an hour of failures', () => {
  test.each([
    [29, [0, 0, 0], { usual: 0, isSpike: false }],
    [30, [0, 0, 0], { usual: 0, isSpike: true }],
    [30, [], { usual: 0, isSpike: true }],
    [31, [4, 5, 6], { usual: 5, isSpike: true }],
    [140, [100, 90, 110], { usual: 100, isSpike: false }],
    [151, [100, 90, 110], { usual: 100, isSpike: true }],
    [0, [200], { usual: 200, isSpike: false }],
  ])('with %i after %j', (failures, others, judgement) => {
    expect(judgeHour(failures, others)).toEqual(judgement);
  });
});
