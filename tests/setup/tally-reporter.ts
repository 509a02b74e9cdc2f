import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Reporter, TestModule } from 'vitest/node';
import type { Tally } from './tally.ts';

/**
 * Writes what a Vitest run came to into the file PALMARES_TEST_TALLY names: counts, and why tests were skipped,
 * which Vitest's own JSON leaves out. A file that can't be loaded and an unhandled error each count as failed.
 */
export default class TallyReporter implements Reporter {
  onTestRunEnd(modules: ReadonlyArray<TestModule>, unhandledErrors: ReadonlyArray<unknown>): void {
    const file = process.env['PALMARES_TEST_TALLY'];
    if (!file) return;
    const tally: Tally = tallyModules(modules, unhandledErrors.length);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify(tally));
  }
}

function tallyModules(modules: ReadonlyArray<TestModule>, unhandledErrors: number): Tally {
  let passed = 0;
  let failed = unhandledErrors;
  const skipped: string[] = [];
  for (const module of modules) {
    failed += module.errors().length;
    for (const suite of module.children.allSuites()) failed += suite.errors().length;
    for (const test of module.children.allTests()) {
      const result = test.result();
      if (result.state === 'passed') passed += 1;
      else if (result.state === 'failed') failed += 1;
      else if (result.state === 'skipped')
        skipped.push(`${test.fullName}: ${result.note ?? 'no reason given'}`);
      else failed += 1;
    }
  }
  return { passed, failed, skipped };
}
