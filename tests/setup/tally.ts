import { z } from 'zod';

/** What a step of `npm test` came to. */
export type Tally = {
  readonly passed: number;
  readonly failed: number;
  /** One line a test: its name and why it was skipped. */
  readonly skipped: readonly string[];
};

export const tallySchema = z.object({
  passed: z.number().int(),
  failed: z.number().int(),
  skipped: z.array(z.string()),
});

export const FAILED_STEP: Tally = { passed: 0, failed: 1, skipped: [] };
export const PASSED_STEP: Tally = { passed: 1, failed: 0, skipped: [] };

export function addTallies(tallies: readonly Tally[]): Tally {
  return {
    passed: tallies.reduce((sum, tally) => sum + tally.passed, 0),
    failed: tallies.reduce((sum, tally) => sum + tally.failed, 0),
    skipped: tallies.flatMap((tally) => tally.skipped),
  };
}

/** A step that ended badly has failed at least once, whatever its report says; one that ran nothing has failed too. */
export function judgeStep(exitCode: number | null, report: Tally | null): Tally {
  if (!report || report.passed + report.failed + report.skipped.length === 0) return FAILED_STEP;
  return exitCode !== 0 && report.failed === 0 ? { ...report, failed: 1 } : report;
}

export function formatTally({ passed, failed, skipped }: Tally): string {
  return `${passed} passed, ${failed} failed, ${skipped.length} skipped`;
}

const annotations = z.array(z.object({ type: z.string(), description: z.string().optional() }));
const spec = z.object({
  title: z.string(),
  tests: z.array(z.object({ status: z.string(), annotations: annotations.default([]) })),
});
type Suite = { specs: z.infer<typeof spec>[]; suites?: Suite[] | undefined };
const suite: z.ZodType<Suite> = z.lazy(() =>
  z.object({ specs: z.array(spec).default([]), suites: z.array(suite).optional() }),
);
const playwrightReport = z.object({ suites: z.array(suite), errors: z.array(z.unknown()).default([]) });

/** Counts what Playwright's JSON reporter wrote. A flaky test has failed once, so it has failed. */
export function tallyPlaywright(report: unknown): Tally {
  const { suites, errors } = playwrightReport.parse(report);
  const specs = suites.flatMap(specsOf);
  const tests = specs.flatMap(({ title, tests }) => tests.map((test) => ({ title, ...test })));
  return {
    passed: tests.filter(({ status }) => status === 'expected').length,
    failed:
      tests.filter(({ status }) => status === 'unexpected' || status === 'flaky').length + errors.length,
    skipped: tests
      .filter(({ status }) => status === 'skipped')
      .map((test) => `${test.title}: ${test.annotations[0]?.description ?? 'no reason given'}`),
  };
}

function specsOf(node: Suite): z.infer<typeof spec>[] {
  return [...node.specs, ...(node.suites ?? []).flatMap(specsOf)];
}
