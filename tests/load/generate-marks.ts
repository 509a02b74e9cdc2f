import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { type Regulation, regulationSchema } from '#app/domain/regulation/schema.ts';
import { formatMark } from '#app/domain/shared/mark.ts';
import { seededRandom } from '#tests/setup/seeded-random.ts';

const same = (text: string) => ({ fr: text, en: text });

/** Coefficients of ten written papers, sport and an optional one: twelve marks a candidate. */
export const SERIES: Readonly<Record<string, readonly number[]>> = {
  A: [5, 4, 3, 3, 2, 2, 2, 2, 1, 1, 1, 1],
  C: [2, 2, 2, 2, 2, 6, 5, 2, 1, 1, 1, 1],
  D: [2, 2, 2, 2, 2, 4, 4, 5, 1, 1, 1, 1],
};
export const PAPERS = ['FRA', 'PHI', 'HG', 'LV1', 'LV2', 'MAT', 'PC', 'SVT', 'ECO', 'INF', 'EPS', 'MUS'];
export const kindOf = (paper: string) =>
  paper === 'EPS' ? 'sport' : paper === 'MUS' ? 'optional' : 'written';

/** Two deliberations, a rounding band, a reserved zero, rescue and honours, as real regulations have them. */
export function benchRegulation(): Regulation {
  const average = (bounds: object) => ({ quantity: 'average', ...bounds });
  const first = {
    ...{ code: 'written', name: same('written'), mode: 'sum', kinds: ['written'], honours: false },
    decisions: [
      { when: { quantity: 'zeros', above: 0 }, decision: 'reserved' },
      { when: average({ below: 5 }), decision: 'failed', name: { fr: 'Ajourné', en: 'Deferred' } },
      { when: average({ below: 9 }), decision: 'failed', name: { fr: 'Refusé', en: 'Refused' } },
      { next: 'all' },
    ],
  };
  const second = {
    ...{ code: 'all', name: same('all'), mode: 'sum', honours: true },
    decisions: [{ when: average({ atLeast: 10 }), decision: 'passed' }, { decision: 'failed' }],
  };
  const honours = { passable: 10, 'assez-bien': 12, bien: 14, 'tres-bien': 16 };
  return regulationSchema.parse({
    ...{ format: 1, code: 'bench', version: '1', status: 'to-confirm', name: same('bench') },
    scale: { maximum: 20 },
    papers: Object.fromEntries(PAPERS.map((code) => [code, { name: same(code), kind: kindOf(code) }])),
    series: Object.fromEntries(
      Object.entries(SERIES).map(([code, coefficients]) => [
        code,
        {
          name: same(code),
          papers: PAPERS.map((paper, i) => ({ paper, coefficient: coefficients[i], group: 1 })),
        },
      ]),
    ),
    states: { absent: 'zero', fraud: 'excludes' },
    sport: { whenFit: 'coefficient' },
    optional: { above: 10, withCoefficient: false },
    rounding: { average: [{ mode: 'halfUp', decimals: 1, below: 9 }] },
    stages: [first, second],
    honours: Object.entries(honours).map(([code, from]) => ({ code, name: same(code), from })),
    rescue: [{ stage: 'all', quantity: 'average', from: '9.5', below: 10, decision: 'passed' }],
    marking: { entries: 2, tolerance: 0, third: 'decides' },
  });
}

/** A list of as many candidates, the same each time: marks in quarters and in hundredths, some states, some empty cells. */
export async function generateMarks(file: string, candidates: number): Promise<void> {
  const random = seededRandom(4);
  const series = Object.keys(SERIES);
  const mark = () => {
    if (random.chance(0.01)) return random.oneOf(['ABS', 'ABS', 'DISP', 'EXC', 'ATT']);
    const level = random.below(1001) + random.below(1001);
    return formatMark(random.chance(0.8) ? level - (level % 25) : level, '.').replace(/\.00$/, '');
  };
  const stream = createWriteStream(file);
  stream.write(`id,series,${PAPERS.join(',')},fit\n`);
  for (let i = 0; i < candidates; i += 1) {
    const marks = PAPERS.map((paper) => (paper === 'MUS' && random.chance(0.5) ? '' : mark()));
    const line = `24-${String(i).padStart(7, '0')},${random.oneOf(series)},${marks.join(',')},${random.chance(0.02) ? 'non' : ''}\n`;
    if (!stream.write(line)) await once(stream, 'drain');
  }
  stream.end();
  await finished(stream);
}
