import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { sampleRegulation } from '#tests/factories/regulations.ts';
import { runCases } from './run-cases.ts';

const names = readdirSync(new URL('../../../db/seed/regulations/', import.meta.url)).map((file) =>
  file.replace(/\.json$/, ''),
);

describe('the worked cases of each sample', () => {
  for (const name of names) {
    const runs = runCases(sampleRegulation(name));
    // The demonstration's own, of three papers, is no sample to start from.
    if (name !== 'mock-bepc') it(`${name} has some`, () => expect(runs.length).toBeGreaterThan(2));
    it.each(runs)(`${name}: $name`, ({ passed, differences }) => {
      expect({ passed, differences }).toEqual({ passed: true, differences: [] });
    });
  }
});
