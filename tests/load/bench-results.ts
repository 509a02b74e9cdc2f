import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createFileResults } from '#app/adapters/results/file-results.server.ts';
import type { ResultPointer } from '#app/adapters/results/port.ts';
import { buildApp, buildIsFresh } from '#app/entrypoints/build-app.ts';
import { startNginx, stopChild } from './start-nginx.ts';
import {
  type Kind,
  type Loaded,
  load,
  loadSteadily,
  missingCommands,
  processorTime,
  residentMegabytes,
} from './wrk.ts';

/**
 * `npm run bench:results [-- --small]`: a million published candidates; pages of table numbers beside nginx serving the same
 * page from a file with one worker, and beside the ordinary route. One core serves, the other asks. Rounds take turns, and
 * the middle one counts.
 */
const say = (line: string) => process.stdout.write(`${line}\n`);
const small = process.argv.includes('--small');
const candidates = small ? 20_000 : 1_000_000;
const seconds = small ? 2 : 6;
const ROUNDS = small ? 1 : 3;
const CONNECTIONS = 64;

type Snapshot = {
  readonly sittingId: string;
  readonly seconds: number;
  readonly bytes: number;
  readonly pointSeconds: number;
  readonly second: ResultPointer;
  readonly sample: { readonly number: string; readonly code: string };
};
type Served = { readonly port: number; readonly pid: number };

const missing = await missingCommands(['nginx', 'wrk', 'taskset']);
if (missing.length > 0) {
  say(`Not measured: ${missing.join(', ')} not installed (Debian: apt-get install nginx wrk util-linux).`);
  process.exit(1);
}
const directory = await mkdtemp(join(os.tmpdir(), 'palmares-bench-results-'));
const stops: (() => Promise<void>)[] = [() => rm(directory, { recursive: true, force: true })];
try {
  await measure();
} finally {
  for (const stop of stops.splice(0).reverse()) await stop();
}

/** A child of ours and the first line it says, which is JSON. */
async function startChild(command: string, args: readonly string[]): Promise<[ChildProcess, string]> {
  const child = spawn(command, [...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NODE_ENV: 'production' },
  });
  for await (const line of createInterface({ input: child.stdout })) {
    if (line.startsWith('{')) return [child, line];
  }
  throw new Error(`${args.join(' ')} ended without a word`);
}

/** A web process on the first core. */
async function startWebProcess(results: string, mode: 'fast' | 'plain'): Promise<Served> {
  const web = ['--max-semi-space-size=8', '--import', 'tsx', 'tests/load/bench-results-server.ts'];
  const [child, line] = await startChild('taskset', ['-c', '0', process.execPath, ...web, results, mode]);
  stops.push(() => stopChild(child));
  return JSON.parse(line);
}

async function measure(): Promise<void> {
  const results = join(directory, 'results');
  if (!(await buildIsFresh())) await buildApp({ quiet: true });
  const node = ['--import', 'tsx'];
  const written = [...node, 'tests/load/bench-results-snapshot.ts', results, String(candidates)];
  const snapshot: Snapshot = JSON.parse((await startChild(process.execPath, written))[1]);
  const fast = await startWebProcess(results, 'fast');
  const plain = await startWebProcess(results, 'plain');
  const page = await fetchPage(fast.port, snapshot);
  const bare = await startNginx(join(directory, 'bare'), page.body, []);
  stops.push(bare.stop);
  const dressed = await startNginx(join(directory, 'dressed'), page.body, page.headers);
  stops.push(dressed.stop);

  say(
    `Node ${process.version}, ${os.cpus().length} × ${os.cpus()[0]?.model ?? 'unknown'}, load ${os.loadavg()[0]}`,
  );
  say(
    `${candidates} candidates; snapshot of ${megabytes(snapshot.bytes)} MB written in ${snapshot.seconds.toFixed(1)} s,`,
  );
  say(`checked and pointed at in ${snapshot.pointSeconds.toFixed(1)} s; page ${page.body.length} bytes\n`);
  const targets: readonly Target[] = [
    { name: 'nginx, the page from a file', kind: 'static', port: bare.port, pid: bare.pid },
    { name: 'nginx, with the same headers', kind: 'static', port: dressed.port, pid: dressed.pid },
    { name: 'number found', kind: 'found', ...fast },
    { name: 'number and code: marks', kind: 'code', ...fast },
    { name: 'wrong code', kind: 'wrong', ...fast },
    { name: 'unknown number', kind: 'unknown', ...fast },
    { name: 'ordinary route, number found', kind: 'found', ...plain },
  ];
  const found = await compare(targets, snapshot.sittingId);
  say(`\nMemory of the web process: ${(await residentMegabytes(fast.pid)).toFixed(0)} MB`);
  await measureSteady('number found', fast.port, snapshot, found);
  await measureSteady('nginx at the same rate', bare.port, snapshot, found);
  await measureSwitch(fast.port, snapshot, results);
  say(`Memory at the end: ${(await residentMegabytes(fast.pid)).toFixed(0)} MB`);
}

function megabytes(bytes: number): string {
  return (bytes / 1024 / 1024).toFixed(0);
}

type Target = { readonly name: string; readonly kind: Kind; readonly port: number; readonly pid: number };
type Round = Loaded & { readonly processor: number };

async function compare(targets: readonly Target[], sittingId: string): Promise<number> {
  const rounds = new Map<string, Round[]>();
  for (let round = 0; round <= ROUNDS; round += 1)
    for (const { name, kind, port, pid } of targets) {
      const before = await processorTime(pid);
      const wanted = { kind, port, sittingId, candidates, connections: CONNECTIONS };
      const loaded = await load({ ...wanted, seconds: round === 0 ? 2 : seconds });
      const processor = ((await processorTime(pid)) - before) / (loaded.perSecond * seconds);
      // The first warms up.
      if (round > 0) rounds.set(name, [...(rounds.get(name) ?? []), { ...loaded, processor }]);
    }
  say('| what | a second | of nginx | p50 ms | p99 ms | processor µs | no answer |');
  say('|---|---|---|---|---|---|---|');
  const middle = new Map([...rounds].map(([name, all]) => [name, middleOf(all)]));
  const nginx = middle.get(targets[0]?.name ?? '')?.perSecond ?? Number.NaN;
  for (const [name, { perSecond, p50, p99, processor, failed }] of middle)
    say(
      `| ${name} | ${perSecond.toFixed(0)} | ${(perSecond / nginx).toFixed(3)} | ${p50.toFixed(2)} | ` +
        `${p99.toFixed(2)} | ${processor.toFixed(1)} | ${failed} |`,
    );
  return middle.get('number found')?.perSecond ?? 0;
}

function middleOf(rounds: readonly Round[]): Round {
  const sorted = [...rounds].sort((a, b) => a.perSecond - b.perSecond);
  const middle = sorted[Math.floor(sorted.length / 2)];
  if (!middle) throw new Error('nothing was measured');
  return middle;
}

/** 70 % of what was found, asked at a fixed rate whatever comes back; of nginx too, to see what the asking itself costs. */
async function measureSteady(
  name: string,
  port: number,
  { sittingId }: Snapshot,
  found: number,
): Promise<void> {
  const wanted = { port, sittingId, candidates, connections: CONNECTIONS, seconds: 2 * seconds };
  const rate = Math.round(0.7 * found);
  // The first warms up, as with wrk: what came before asked for other things.
  await loadSteadily({ ...wanted, seconds: 4 }, rate);
  const { perSecond, p50, p99, max, failed } = await loadSteadily(wanted, rate);
  say(
    `At 70 %, ${name} (${perSecond.toFixed(0)}/s at a fixed rate, over ${CONNECTIONS} connections): p50 ${p50.toFixed(2)} ms, ` +
      `p99 ${p99.toFixed(2)} ms, longest ${max.toFixed(1)} ms, no answer ${failed}`,
  );
}

/** From the pointer's change until the version is what is read, under the full load. */
async function measureSwitch(fast: number, snapshot: Snapshot, results: string): Promise<void> {
  const { sittingId, sample, second } = snapshot;
  const wanted = {
    kind: 'found',
    port: fast,
    sittingId,
    candidates,
    connections: CONNECTIONS,
  } as const;
  const loading = load({ ...wanted, seconds: seconds + 4 });
  const readVersion = async () => {
    const answer = await fetch(`http://127.0.0.1:${fast}/api/v1/results/${sittingId}/${sample.number}`);
    const { version }: { version: number } = await answer.json();
    return version;
  };
  await createFileResults(results).point(second);
  const pointed = performance.now();
  while ((await readVersion()) !== second.version) await new Promise((later) => setTimeout(later, 5));
  const took = performance.now() - pointed;
  const { perSecond, p99, max, refused, failed } = await loading;
  say(
    `Switch to version ${second.version} under ${perSecond.toFixed(0)}/s: seen ${took.toFixed(0)} ms after the pointer changed; ` +
      `p99 ${p99.toFixed(2)} ms, longest ${max.toFixed(1)} ms, refused ${refused}, no answer ${failed}`,
  );
}

async function fetchPage(port: number, { sittingId, sample }: Snapshot) {
  const answer = await fetch(`http://127.0.0.1:${port}/resultats/${sittingId}/${sample.number}`);
  const own = new Set(['connection', 'keep-alive', 'date', 'content-length', 'content-type']);
  const headers = [...answer.headers].filter(([name]) => !own.has(name));
  return { body: Buffer.from(await answer.arrayBuffer()), headers };
}
