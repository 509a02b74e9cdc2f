import path from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { projectDir } from './read-source.ts';

const catalogue = path.join(projectDir, 'app', 'domain', 'jobs', 'catalogue.ts');
const registry = path.join(projectDir, 'app', 'jobs', 'registry.server.ts');

function compareJobs(names: readonly string[], handled: readonly string[]): string[] {
  return [
    ...names.filter((name) => !handled.includes(name)).map((name) => `${name} has no handler`),
    ...handled.filter((name) => !names.includes(name)).map((name) => `${name} is handled but never named`),
  ];
}

test('every job has a handler and every handler a job', async () => {
  const { jobPayloads } = z
    .object({ jobPayloads: z.record(z.string(), z.unknown()) })
    .parse(await import(/* @vite-ignore */ catalogue));
  const { jobHandlers } = z
    .object({ jobHandlers: z.record(z.string(), z.function()) })
    .parse(await import(/* @vite-ignore */ registry));
  expect(Object.keys(jobPayloads).length).toBeGreaterThan(0);
  expect(compareJobs(Object.keys(jobPayloads), Object.keys(jobHandlers))).toEqual([]);
});

test('a job without a handler and a handler without a job are seen', () => {
  expect(compareJobs(['a', 'b'], ['b', 'c'])).toEqual(['a has no handler', 'c is handled but never named']);
});
