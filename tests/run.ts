import { type ChildProcess, spawn } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { withoutInstallationVariables } from './setup/environment.ts';
import {
  addTallies,
  FAILED_STEP,
  formatTally,
  judgeStep,
  PASSED_STEP,
  type Tally,
  tallyPlaywright,
  tallySchema,
} from './setup/tally.ts';

const projectDir = path.resolve(import.meta.dirname, '..');
const STEP_NAMES = ['types', 'lint', 'build', 'unit', 'db', 'e2e'] as const;
type StepName = (typeof STEP_NAMES)[number];

type Step = {
  readonly title: string;
  /** Arguments of node. */
  readonly command: readonly string[];
  /** How many tests it was; a step without a report counts as one. */
  readonly report?: { readonly file: string; readonly read: (content: unknown) => Tally };
};

const vitest = (project: 'unit' | 'db', title: string): Step => ({
  title,
  command: [
    'node_modules/vitest/vitest.mjs',
    'run',
    '--project',
    project,
    '--reporter=default',
    '--reporter=./tests/setup/tally-reporter.ts',
  ],
  report: { file: `test-results/${project}.json`, read: (content) => tallySchema.parse(content) },
});

const STEPS: Readonly<Record<StepName, Step>> = {
  types: { title: 'Type check (tsc)', command: ['node_modules/typescript/bin/tsc', '--noEmit'] },
  lint: {
    title: 'Lint and format (biome)',
    command: ['node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '.'],
  },
  build: { title: 'Build', command: ['--import', 'tsx', 'app/entrypoints/build.ts'] },
  unit: vitest('unit', 'Unit and architecture tests (vitest)'),
  db: vitest('db', 'Database tests on real PostgreSQL (vitest)'),
  e2e: {
    title: 'End-to-end tests in a browser (playwright)',
    command: ['node_modules/@playwright/test/cli.js', 'test'],
    report: { file: 'test-results/e2e.json', read: tallyPlaywright },
  },
};

/** Steps of one row run side by side; a row begins when the one before has ended. */
const ROWS: readonly (readonly StepName[])[] = [['types', 'lint', 'build'], ['unit'], ['db'], ['e2e']];

const running = new Set<ChildProcess>();
let interrupted = false;

async function runTests(args: readonly string[]): Promise<number> {
  const wanted = readArguments(args);
  if (!wanted) {
    console.error(`Usage: npm test [-- --only ${STEP_NAMES.join('|')}]`);
    return 2;
  }
  const tallies: Tally[] = [];
  for (const row of ROWS) {
    const names = row.filter((name) => wanted.has(name));
    const alone = names.length === 1;
    for (const tally of await Promise.all(names.map((name) => runStep(name, alone)))) tallies.push(tally);
    if (interrupted) break;
  }
  const total = addTallies(tallies);
  if (total.skipped.length > 0) console.log(`\nSkipped:\n  ${total.skipped.join('\n  ')}`);
  if (interrupted) console.log('\nInterrupted: what follows is not the whole of it.');
  console.log(`\n${formatTally(total)}`);
  return interrupted ? 130 : total.failed > 0 ? 1 : 0;
}

/** The end-to-end tests visit the built app, so asking for them alone builds it too. */
function readArguments(args: readonly string[]): ReadonlySet<StepName> | null {
  if (args.length === 0) return new Set(STEP_NAMES);
  const [flag, name, ...rest] = args;
  const known = STEP_NAMES.find((step) => step === name);
  if (flag !== '--only' || !known || rest.length > 0) return null;
  return new Set(known === 'e2e' ? ['build', 'e2e'] : [known]);
}

async function runStep(name: StepName, alone: boolean): Promise<Tally> {
  const step = STEPS[name];
  const reportFile = step.report ? path.join(projectDir, step.report.file) : null;
  if (reportFile) await rm(reportFile, { force: true });
  const heading = `\n=== ${step.title} ===`;
  if (alone) console.log(heading);
  const began = performance.now();
  const { exitCode, output } = await runCommand(step, alone, reportFile);
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  if (!alone) console.log(`${heading}\n${output.trimEnd()}`);
  const tally = step.report && reportFile ? await readReport(exitCode, reportFile, step.report.read) : null;
  const judged = tally ?? (exitCode === 0 ? PASSED_STEP : FAILED_STEP);
  console.log(`--- ${step.title}: ${judged.failed > 0 ? 'FAILED' : 'ok'}, ${seconds} s`);
  return judged;
}

function runCommand(
  step: Step,
  alone: boolean,
  reportFile: string | null,
): Promise<{ exitCode: number | null; output: string }> {
  return new Promise((resolve) => {
    let output = '';
    // A process group of its own: Ctrl-C reaches it once, forwarded from here.
    const child = spawn(process.execPath, step.command, {
      cwd: projectDir,
      stdio: ['ignore', alone ? 'inherit' : 'pipe', alone ? 'inherit' : 'pipe'],
      detached: true,
      env: {
        ...withoutInstallationVariables(process.env),
        ...(reportFile ? { PALMARES_TEST_TALLY: reportFile } : {}),
      },
    });
    running.add(child);
    child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.once('error', (error) => (output += error.message));
    child.once('close', (exitCode) => {
      running.delete(child);
      resolve({ exitCode, output });
    });
  });
}

async function readReport(
  exitCode: number | null,
  file: string,
  read: (content: unknown) => Tally,
): Promise<Tally> {
  try {
    return judgeStep(exitCode, read(JSON.parse(await readFile(file, 'utf8'))));
  } catch (error) {
    console.error(`No report of this step: ${error instanceof Error ? error.message : String(error)}`);
    return FAILED_STEP;
  }
}

function forward(signal: NodeJS.Signals): void {
  interrupted = true;
  for (const child of running) {
    if (child.pid !== undefined) process.kill(-child.pid, signal);
  }
}

process.on('SIGINT', forward);
process.on('SIGTERM', forward);
process.exitCode = await runTests(process.argv.slice(2));
