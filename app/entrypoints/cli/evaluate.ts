import { readFile } from 'node:fs/promises';
import { parseRegulation } from '#app/domain/regulation/check-regulation.ts';
import { evaluate, evaluatePrepared } from '#app/domain/regulation/evaluate.ts';
import { explain } from '#app/domain/regulation/explain.ts';
import { hashRegulation } from '#app/domain/regulation/hash-regulation.ts';
import { type PreparedRegulation, prepareRegulation } from '#app/domain/regulation/prepare-regulation.ts';
import { runCases } from '#app/domain/regulation/run-cases.ts';
import type { Regulation } from '#app/domain/regulation/schema.ts';
import type { Snapshot } from '#app/domain/regulation/snapshot.ts';
import { tellExplanation } from '#app/i18n/tell-explanation.ts';
import { openJsonSpool } from './evaluate-json.ts';
import { type EvaluateOptions, readOptions } from './evaluate-options.ts';
import { checkOut, writeOut } from './evaluate-output.ts';
import { keepResults } from './evaluate-results.ts';
import { type MarksFile, readMarks } from './read-marks.ts';
import { readTokens } from './read-marks-tokens.ts';
import { UsageError } from './usage-error.ts';

export { help } from './evaluate-help.ts';

/** `palmares evaluate`: exit code 0 done, 1 refused, 2 usage. */
export async function run(args: string[]): Promise<number> {
  try {
    const options = readOptions(args);
    const { marks: path, out, encoding } = options;
    const tokens = await readTokens(options.tokenPairs, options.tokenFile);
    await checkOut(out, [options.regulation, path, options.tokenFile]);
    const regulation = await readRegulation(options.regulation);
    if (!regulation) return 1;
    if (options.check && !checkCases(options.regulation, regulation)) return 1;
    if (path === undefined) return 0;
    const file = { path, encoding, tokens };
    if (options.explain !== undefined) return await tell(options, regulation, file, options.explain);
    return options.json ? await writeJson(out, regulation, file) : await writeCsv(out, regulation, file);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 2;
  }
}

async function readRegulation(file: string): Promise<Regulation | undefined> {
  const bytes = await readFile(file).catch(() => {
    throw new UsageError(`${file} can't be read`);
  });
  const parsed = parseRegulation(parseJson(file, bytes));
  if (parsed.ok) return parsed.value;
  for (const { place, reason, detail } of parsed.problems)
    process.stderr.write(`${file}: ${place}: ${reason}${detail ? ` ${JSON.stringify(detail)}` : ''}\n`);
  return undefined;
}

function parseJson(file: string, bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new UsageError(`${file} is not JSON in UTF-8`);
  }
}

/** Runs the regulation's own cases; says how many there are, or each that fails. */
function checkCases(file: string, regulation: Regulation): boolean {
  const runs = runCases(regulation);
  const failed = runs.filter(({ passed }) => !passed);
  for (const { place, name, differences } of failed) {
    const found = differences.map(
      (one) => `${one.what} ${one.expected || 'none'} expected, ${one.found || 'none'} found`,
    );
    process.stderr.write(`${file}: ${place} (${name}): ${found.join('; ')}\n`);
  }
  const said =
    runs.length === 0
      ? 'the regulation has no cases'
      : `${runs.length - failed.length} of ${runs.length} case(s) pass`;
  process.stderr.write(`${file}: ${said}\n`);
  return failed.length === 0;
}

/** Reads the marks to the end. False when a row was refused: each is said by line, and nothing is to be written. */
async function readAll(
  file: MarksFile,
  regulation: PreparedRegulation,
  row: (id: string, snapshot: Snapshot) => void,
): Promise<boolean> {
  let problems = 0;
  let waiting = '';
  const say = () => {
    if (waiting !== '') process.stderr.write(waiting);
    waiting = '';
  };
  const problem = (line: number, reason: string) => {
    problems += 1;
    waiting += `${file.path}:${line}: ${reason}\n`;
    if (waiting.length > 65_536) say();
  };
  await readMarks(file, regulation, { row, problem });
  if (problems > 0) waiting += `${problems} problem(s); nothing was written\n`;
  say();
  return problems === 0;
}

async function writeCsv(out: string | undefined, regulation: Regulation, file: MarksFile): Promise<number> {
  const prepared = prepareRegulation(regulation);
  const results = keepResults(prepared);
  const good = await readAll(file, prepared, (id, snapshot) =>
    results.add(id, snapshot, evaluatePrepared(snapshot, prepared)),
  );
  if (!good) return 1;
  await writeOut(out, results.csv());
  return 0;
}

async function writeJson(out: string | undefined, regulation: Regulation, file: MarksFile): Promise<number> {
  const prepared = prepareRegulation(regulation);
  const results = keepResults(prepared);
  const spool = openJsonSpool(out);
  try {
    const add = (id: string, snapshot: Snapshot) => {
      const outcome = evaluatePrepared(snapshot, prepared);
      results.add(id, snapshot, outcome);
      spool.add(id, outcome);
    };
    if (!(await readAll(file, prepared, add))) return 1;
    await writeOut(out, spool.json(hashRegulation(regulation), results.rank()));
    return 0;
  } finally {
    spool.remove();
  }
}

async function tell(
  { lang, json }: EvaluateOptions,
  regulation: Regulation,
  file: MarksFile,
  wanted: string,
): Promise<number> {
  const found: Snapshot[] = [];
  const good = await readAll(file, prepareRegulation(regulation), (id, snapshot) => {
    if (id === wanted) found.push(snapshot);
  });
  if (!good) return 1;
  const [snapshot] = found;
  if (!snapshot) {
    process.stderr.write(`${wanted} is not in ${file.path}\n`);
    return 1;
  }
  const evaluation = evaluate(snapshot, regulation);
  const text = json
    ? JSON.stringify({ id: wanted, ...evaluation })
    : tellExplanation(explain(evaluation, regulation), lang).join('\n');
  process.stdout.write(`${text}\n`);
  return 0;
}
