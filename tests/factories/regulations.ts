import { existsSync, readFileSync } from 'node:fs';
import { parseRegulation } from '#app/domain/regulation/check-regulation.ts';
import type { Regulation } from '#app/domain/regulation/schema.ts';
import type { MarkState, MarkValue } from '#app/domain/shared/mark.ts';

/** A regulation shipped in db/seed/regulations, checked as the product checks it. */
export function sampleRegulation(name: string): Regulation {
  const file = new URL(`../../db/seed/regulations/${name}.json`, import.meta.url);
  return checkedRegulation(JSON.parse(readFileSync(file, 'utf8')));
}

export function checkedRegulation(input: unknown): Regulation {
  const parsed = parseRegulation(input);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.value;
}

/** Marks as written on paper: 12, 9.99, or a state. */
export function marksOf(
  written: Readonly<Record<string, number | Exclude<MarkState, 'mark'>>>,
): Record<string, MarkValue> {
  return Object.fromEntries(
    Object.entries(written).map(([paper, mark]) => [
      paper,
      typeof mark === 'number' ? { state: 'mark', value: Math.round(mark * 100) } : { state: mark },
    ]),
  );
}

const same = (text: string) => ({ fr: text, en: text });

/** A regulation of one series X with the given coefficients, passing at an average of 10, for tests to vary. */
export function regulationWith(
  coefficients: Readonly<Record<string, number | string>>,
  changes: Partial<Record<keyof Regulation, unknown>> = {},
): Regulation {
  const codes = Object.keys(coefficients);
  return checkedRegulation({
    format: 1,
    code: 'test',
    version: '1',
    status: 'to-confirm',
    name: same('test'),
    scale: { maximum: 20 },
    papers: Object.fromEntries(codes.map((code) => [code, { name: same(code), kind: 'written' }])),
    series: {
      X: {
        name: same('X'),
        papers: codes.map((paper) => ({ paper, coefficient: coefficients[paper], group: 1 })),
      },
    },
    states: { absent: 'zero', fraud: 'excludes' },
    sport: { whenFit: 'coefficient' },
    optional: { above: 10, withCoefficient: true },
    rounding: {},
    stages: [
      {
        code: 'only',
        name: same('only'),
        mode: 'sum',
        honours: true,
        decisions: [
          { when: { quantity: 'average', atLeast: 10 }, decision: 'passed' },
          { decision: 'failed' },
        ],
      },
    ],
    honours: [],
    rescue: [],
    marking: { entries: 2, tolerance: 0, third: 'decides' },
    ...changes,
  });
}

/** Public worked examples kept beside the project; `undefined` where they are absent, and the test then skips. */
export function sharedCase(path: string): string | undefined {
  const file = new URL(`../../../shared/cases/${path}`, import.meta.url);
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}
