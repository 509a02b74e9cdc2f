import { describe, expect, it } from 'vitest';
import { regulationWith, sampleRegulation } from '#tests/factories/regulations.ts';
import { nearBands } from './near-bands.ts';

const same = (text: string) => ({ fr: text, en: text });
const average = (bounds: object) => ({ quantity: 'average', ...bounds });

describe('the bands a jury looks at', () => {
  it('are the regulation’s rescue bands, and half a point under each decision and honours', () => {
    const bands = nearBands(sampleRegulation('bepc-sample'), '0.5');
    expect(bands[0]).toMatchObject({ id: 'rescue-0', from: 950, below: 1000, decision: 'passed' });
    const decision = bands.find(({ kind }) => kind === 'decision');
    expect(decision).toMatchObject({ stage: 'only', from: 950, below: 1000, decision: 'passed' });
    const honours = bands.filter(({ kind }) => kind === 'honours');
    expect(honours.map(({ from, below }) => below - from)).toEqual(honours.map(() => 50));
    expect(honours.length).toBeGreaterThan(0);
  });

  it('are as wide as asked, exact at the threshold, and never begin below zero', () => {
    const regulation = regulationWith(
      { A: 1 },
      {
        stages: [
          {
            ...{ code: 'only', name: same('only'), mode: 'sum', honours: false },
            decisions: [{ when: average({ atLeast: '0.4' }), decision: 'passed' }, { decision: 'failed' }],
          },
        ],
      },
    );
    expect(nearBands(regulation, '1')).toMatchObject([
      { from: 0, below: 40, fromText: '0', belowText: '0.4' },
    ]);
    expect(nearBands(regulation, '0.25')).toMatchObject([{ from: 15, below: 40 }]);
  });

  it('take a rule that ends at a threshold for the decision that begins there', () => {
    const regulation = regulationWith(
      { A: 1 },
      {
        stages: [
          {
            ...{ code: 'only', name: same('only'), mode: 'sum', honours: false },
            decisions: [
              { when: average({ below: 5 }), decision: 'excluded' },
              { when: { not: average({ atLeast: 10 }) }, decision: 'failed' },
              { decision: 'passed' },
            ],
          },
        ],
      },
    );
    expect(nearBands(regulation, '0.5').map(({ below, decision }) => [below, decision])).toEqual([
      [500, 'failed'],
      [1000, 'passed'],
    ]);
  });

  it('take in the hundredth that a finer threshold cuts, and name a threshold once', () => {
    const regulation = regulationWith(
      { A: 1 },
      {
        stages: [
          {
            ...{ code: 'only', name: same('only'), mode: 'sum', honours: false },
            decisions: [
              {
                when: { all: [average({ atLeast: '9.995' }), average({ atLeast: '9.995' })] },
                decision: 'passed',
              },
              { decision: 'failed' },
            ],
          },
        ],
      },
    );
    const nine = nearBands(regulation, '0.5').filter(({ belowText }) => belowText === '9.995');
    expect(nine).toHaveLength(1);
    expect(nine[0]).toMatchObject({ from: 949, below: 1000 });
  });

  it('look over a threshold where the lower average is the better one', () => {
    const upward = regulationWith(
      { A: 1 },
      {
        stages: [
          {
            ...{ code: 'only', name: same('only'), mode: 'sum', honours: false },
            decisions: [{ when: average({ atMost: 8 }), decision: 'passed' }, { decision: 'failed' }],
          },
        ],
      },
    );
    const regulation = { ...upward, scale: { maximum: 20, better: 'lower' as const } };
    expect(nearBands(regulation, '0.5')).toMatchObject([
      { decision: 'passed', from: 801, below: 851, fromText: '8' },
    ]);
  });
});
