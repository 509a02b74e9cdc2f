import { describe, expect, it } from 'vitest';
import { regulationWith } from '#tests/factories/regulations.ts';
import { parseRegulation } from './check-regulation.ts';

const good = regulationWith({ A: 1, B: 2 });
const [stage] = good.stages;
const problemsOf = (input: unknown) => {
  const parsed = parseRegulation(input);
  return parsed.ok ? [] : parsed.problems.map(({ place, reason }) => `${place} ${reason}`);
};
const withStage = (changes: object) => ({ ...good, stages: [{ ...stage, ...changes }] });

describe('checkRegulation: what can’t be reached', () => {
  const average = (bounds: object) => ({ quantity: 'average', ...bounds });
  const among = (bounds: object) => ({ papersAmong: ['A', 'B'], markAtLeast: 10, ...bounds });
  const failed = { decision: 'failed' };
  const passed = (when: object) => ({ when, decision: 'passed' });
  it.each([
    [
      'a contrary that leaves nothing',
      [passed({ not: { quantity: 'zeros', atLeast: 0 } }), failed],
      'decisions[0].when regulation.contradiction',
    ],
    [
      'a quantity and its contrary',
      [passed({ all: [average({ atLeast: 10 }), { not: average({ atLeast: 9 }) }] }), failed],
      'decisions[0].when regulation.contradiction',
    ],
    [
      'a count that is not whole',
      [passed({ quantity: 'zeros', above: 0, below: 1 }), failed],
      'decisions[0].when regulation.contradiction',
    ],
    [
      'a last rule after every count',
      [
        passed({ quantity: 'zeros', atLeast: 1 }),
        { when: { quantity: 'zeros', atMost: 0 }, decision: 'failed' },
        failed,
      ],
      'decisions[2] regulation.unreachable',
    ],
    [
      'papers already counted',
      [passed(among({ atLeast: 1 })), { when: among({ atLeast: 2 }), decision: 'failed' }, failed],
      'decisions[1] regulation.unreachable',
    ],
    [
      'the contrary of an earlier rule, twice',
      [
        passed(average({ atLeast: 10 })),
        { when: { not: average({ atLeast: 10 }) }, decision: 'failed' },
        failed,
      ],
      'decisions[2] regulation.unreachable',
    ],
  ])('finds %s', (_, decisions, problem) => {
    expect(problemsOf(withStage({ decisions }))).toContain(`stages[0].${problem}`);
  });
  it('leaves alone what may hold, however many ways there are to hold it', () => {
    const either = (n: number) => ({ any: [average({ atLeast: n }), { quantity: 'zeros', atLeast: n }] });
    const many = { all: Array.from({ length: 20 }, (_, n) => either(n)) };
    expect(problemsOf(withStage({ decisions: [passed(many), failed] }))).toEqual([]);
  });
  it('finds a rescue band where everyone has passed, and leaves one where some have not', () => {
    const band = (from: number, below: number) => ({
      stage: 'only',
      quantity: 'average',
      from,
      below,
      decision: 'passed',
    });
    expect(problemsOf({ ...good, rescue: [band(10, 12)] })).toEqual(['rescue[0] regulation.unreachable']);
    expect(problemsOf({ ...good, rescue: [band(9, 12)] })).toEqual([]);
  });
  it('refuses conditions nested without end, in words and not in a fault', () => {
    let when: object = average({ atLeast: 10 });
    for (let i = 0; i < 20_000; i += 1) when = { not: when };
    expect(problemsOf(withStage({ decisions: [passed(when), failed] }))).toEqual(['$ regulation.tooDeep']);
  });
});
