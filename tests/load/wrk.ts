import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const SCRIPT = fileURLToPath(new URL('./wrk-results.lua', import.meta.url));
const OPEN_LOOP = fileURLToPath(new URL('./open-loop.ts', import.meta.url));
/** wrk counts what takes longer as unanswered, even when the answer comes: the ordinary route needs seconds for 64. */
const PATIENCE = '30s';
/** In `/proc/<pid>/stat` times are in hundredths of a second. */
const TICK_MICROSECONDS = 10_000;

export type Kind = 'static' | 'found' | 'code' | 'wrong' | 'unknown';
export type Load = {
  readonly port: number;
  readonly kind: Kind;
  readonly sittingId: string;
  readonly candidates: number;
  readonly seconds: number;
  readonly connections: number;
};
export type Loaded = {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
  /** Answers of 400 and more. */
  readonly refused: number;
  /** Requests with no answer. */
  readonly failed: number;
};

/** Runs wrk on the second core. */
export async function load(wanted: Load): Promise<Loaded> {
  const { port, kind, sittingId, candidates, seconds, connections } = wanted;
  const { stdout } = await run('taskset', [
    ...[
      '-c',
      '1',
      'wrk',
      '-t1',
      `-c${connections}`,
      `-d${seconds}s`,
      '--timeout',
      PATIENCE,
      '--latency',
      '-s',
      SCRIPT,
    ],
    `http://127.0.0.1:${port}`,
    ...['--', kind, sittingId, String(candidates), String(port)],
  ]);
  return parseLoaded(stdout);
}

/** Asks so many pages a second, whatever comes back: an answer's time counts from when its request was due. */
export async function loadSteadily(wanted: Omit<Load, 'kind'>, perSecond: number): Promise<Loaded> {
  const { port, sittingId, candidates, seconds, connections } = wanted;
  const numbers = [port, candidates, perSecond, seconds, connections].map(String);
  const { stdout } = await run('taskset', [
    ...['-c', '1', process.execPath, '--import', 'tsx', OPEN_LOOP, sittingId],
    ...numbers,
  ]);
  return parseLoaded(stdout);
}

function parseLoaded(said: string): Loaded {
  const line = /^JSON (.*)$/m.exec(said)?.[1];
  if (!line) throw new Error(`The loader said: ${said}`);
  const { requests, seconds, ...rest } = JSON.parse(line);
  return { perSecond: requests / seconds, ...rest };
}

/** Processor time a process has used, in microseconds. */
export async function processorTime(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * TICK_MICROSECONDS;
}

/** Resident memory of a process, in MB. */
export async function residentMegabytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? Number.NaN) / 1024;
}

/** Which of these commands are not installed. */
export async function missingCommands(names: readonly string[]): Promise<readonly string[]> {
  const looked = await Promise.all(
    names.map((name) =>
      run('which', [name]).then(
        () => [],
        () => [name],
      ),
    ),
  );
  return looked.flat();
}
