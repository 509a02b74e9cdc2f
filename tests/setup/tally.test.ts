import { expect, test } from 'vitest';
import { addTallies, FAILED_STEP, formatTally, judgeStep, PASSED_STEP, tallyPlaywright } from './tally.ts';

test('a step that crashed, reported nothing or ran no test has failed', () => {
  expect(judgeStep(1, null)).toEqual(FAILED_STEP);
  expect(judgeStep(0, null)).toEqual(FAILED_STEP);
  expect(judgeStep(0, { passed: 0, failed: 0, skipped: [] })).toEqual(FAILED_STEP);
  expect(judgeStep(1, { passed: 4, failed: 0, skipped: [] })).toEqual({ passed: 4, failed: 1, skipped: [] });
  expect(judgeStep(1, { passed: 4, failed: 2, skipped: [] }).failed).toBe(2);
  expect(judgeStep(0, { passed: 4, failed: 0, skipped: [] })).toEqual({ passed: 4, failed: 0, skipped: [] });
});

test('the last line adds every step up', () => {
  const total = addTallies([PASSED_STEP, FAILED_STEP, { passed: 3, failed: 0, skipped: ['a: no cases'] }]);
  expect(formatTally(total)).toBe('4 passed, 1 failed, 1 skipped');
});

test('Playwright: nested suites, flaky tests, global errors and reasons are counted', () => {
  const report = {
    suites: [
      {
        specs: [{ title: 'one', tests: [{ status: 'expected' }] }],
        suites: [
          {
            specs: [
              { title: 'two', tests: [{ status: 'flaky' }] },
              { title: 'three', tests: [{ status: 'unexpected' }] },
              {
                title: 'four',
                tests: [{ status: 'skipped', annotations: [{ type: 'skip', description: 'no camera' }] }],
              },
            ],
          },
        ],
      },
    ],
    errors: [{ message: 'global set-up' }],
  };
  expect(tallyPlaywright(report)).toEqual({ passed: 1, failed: 3, skipped: ['four: no camera'] });
});
