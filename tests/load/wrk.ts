import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const SCRIPT = fileURLToPath(new URL('./wrk-results.lua', import.meta.url));
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
  /** Mean milliseconds between an answer and the next request of a connection; 0 asks at once. */
  readonly think: number;
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
  const { port, kind, sittingId, candidates, seconds, connections, think } = wanted;
  const { stdout } = await run('taskset', [
    ...['-c', '1', 'wrk', '-t1', `-c${connections}`, `-d${seconds}s`, '--latency', '-s', SCRIPT],
    `http://127.0.0.1:${port}`,
    ...['--', kind, sittingId, String(candidates), String(think), String(port)],
  ]);
  const line = /^JSON (.*)$/m.exec(stdout)?.[1];
  if (!line) throw new Error(`wrk said: ${stdout}`);
  const { requests, seconds: took, ...rest } = JSON.parse(line);
  return { perSecond: requests / took, ...rest };
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
