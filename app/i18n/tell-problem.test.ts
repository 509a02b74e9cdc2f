import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { LOCALES } from './locale.ts';
import { tellProblem } from './tell-problem.ts';

const folder = new URL('../domain/regulation/', import.meta.url);
const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
  .map((file) => readFileSync(new URL(file, folder), 'utf8'));
const reasons = new Set(
  sources.flatMap((text) =>
    [...text.matchAll(/'((?:regulation|snapshot|case)\.\w+)'/g)].map(([, found]) => found ?? ''),
  ),
);
const later = ['reviewed', 'resat', 'kept'].map((key) => `snapshot.${key}Unknown`);

describe('tellProblem', () => {
  it('knows every reason of the domain, in both languages', () => {
    expect(reasons.size).toBeGreaterThan(40);
    for (const reason of [...reasons, ...later])
      for (const locale of LOCALES) expect(tellProblem({ place: '', reason }, locale)).not.toContain(reason);
  });
  it('says what is wrong in plain words', () => {
    const problem = {
      place: '',
      reason: 'regulation.coefficientTotalDiffers',
      detail: { sum: '17', stated: '16' },
    };
    expect(tellProblem(problem, 'fr')).toBe('Les coefficients font 17, et non 16.');
  });
});
