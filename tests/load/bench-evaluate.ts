import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createReadStream, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { benchRegulation, generateMarks, kindOf, PAPERS, SERIES } from './generate-marks.ts';

/**
 * `npm run bench:evaluate [-- --small]`: `palmares evaluate` over a million candidates of twelve papers, as a process of
 * its own, and beside it what one would write instead: the same averages in floats by a plain script, by awk and by
 * SQLite, where the machine has them. None of those reads a regulation, checks a row, rounds exactly or decides twice.
 */
const small = process.argv.includes('--small');
const CANDIDATES = small ? 50_000 : 1_000_000;
const RUNS = small ? 1 : 3;
const folder = mkdtempSync(path.join(os.tmpdir(), 'palmares-evaluate-'));
const [rules, marks, out] = ['regulation.json', 'marks.csv', 'out.csv'].map((name) =>
  path.join(folder, name),
) as [string, string, string];
const beside = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const say = (line: string) => process.stdout.write(`${line}\n`);

type Contender = { readonly name: string; readonly command: string; readonly args: readonly string[] };
type Taken = { readonly seconds: number; readonly peak: number; readonly processor: number };

/** Σ coefficient × mark ÷ Σ coefficient over the papers that hold a number, as an awk or SQL user writes it. */
const written = PAPERS.filter((paper) => kindOf(paper) !== 'optional');

function awkProgram(): string {
  const coefficients = Object.entries(SERIES).map(
    ([code, all]) => `k["${code}"]="${all.slice(0, written.length).join(' ')}"`,
  );
  return [
    `BEGIN{FS=",";${coefficients.join(';')};print "id,average"}`,
    `NR>1{n=split(k[$2],c," ");t=0;d=0;`,
    `for(i=1;i<=n;i++){m=$(i+2);if(m ~ /^[0-9.]+$/){t+=m*c[i];d+=c[i]}else if(m=="ABS"){d+=c[i]}}`,
    `if(d>0)printf "%s,%.2f\\n",$1,t/d}`,
  ].join('');
}

function sqliteScript(): string {
  const coefficient = (i: number) =>
    `CASE series ${Object.entries(SERIES)
      .map(([code, all]) => `WHEN '${code}' THEN ${all[i]}`)
      .join(' ')} END`;
  const counts = (paper: string) => `(${paper} GLOB '[0-9]*' OR ${paper}='ABS')`;
  const points = written.map((paper, i) => `(${counts(paper)})*${coefficient(i)}*CAST(${paper} AS REAL)`);
  const weights = written.map((paper, i) => `(${counts(paper)})*${coefficient(i)}`);
  return [
    ...['.mode csv', `.import "${marks}" marks`, '.headers on', `.output "${out}"`],
    `SELECT id, round(average,2), rank() OVER (ORDER BY average DESC) FROM (SELECT id, (${points.join('+')})/(${weights.join('+')}) AS average FROM marks);`,
    '',
  ].join('\n');
}

/** Peak of the memory a process held, in MB, as Linux tells it while it runs; processor seconds at its last look. */
function watch(child: ChildProcess): () => { readonly peak: number; readonly processor: number } {
  let seen = { peak: 0, processor: 0 };
  const look = () => {
    try {
      const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
      const stat = readFileSync(`/proc/${child.pid}/stat`, 'utf8')
        .replace(/^.*\) /, '')
        .split(' ');
      const peak = Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
      seen = { peak: Math.max(seen.peak, peak), processor: (Number(stat[11]) + Number(stat[12])) / 100 };
    } catch {
      // It has ended, or this is not Linux.
    }
  };
  const timer = setInterval(look, 20);
  return () => {
    clearInterval(timer);
    return seen;
  };
}

async function run({ name, command, args }: Contender): Promise<Taken> {
  const start = performance.now();
  const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'inherit'] });
  const stop = watch(child);
  const code = await new Promise((resolve, reject) => child.on('error', reject).on('close', resolve));
  const seconds = (performance.now() - start) / 1000;
  const seen = stop();
  if (code !== 0) throw new Error(`${name} ended with ${code}`);
  return { seconds, ...seen };
}

const isThere = (command: string, arg: string) =>
  spawnSync(command, [arg], { stdio: 'ignore', input: '' }).error === undefined;

function contenders(): readonly Contender[] {
  const node = process.execPath;
  const script = path.join(folder, 'averages.sql');
  const program = path.join(folder, 'averages.awk');
  writeFileSync(script, sqliteScript());
  writeFileSync(program, awkProgram());
  const cli = ['--import', 'tsx', beside('../../app/entrypoints/cli.ts')];
  return [
    {
      name: 'palmares evaluate',
      command: node,
      args: [...cli, 'evaluate', '--regulation', rules, '--marks', marks, '--out', out],
    },
    {
      name: 'plain JS, floats',
      command: node,
      args: ['--import', 'tsx', beside('./float-averages.ts'), marks, out],
    },
    ...(isThere('awk', '--version')
      ? [
          {
            name: 'awk, floats, no ranks',
            command: 'sh',
            args: ['-c', `exec awk -f '${program}' '${marks}' > '${out}'`],
          },
        ]
      : []),
    ...(isThere('sqlite3', '--version')
      ? [{ name: 'sqlite3, floats', command: 'sh', args: ['-c', `exec sqlite3 < '${script}'`] }]
      : []),
  ];
}

async function countLines(file: string): Promise<number> {
  let lines = 0;
  for await (const _ of createInterface({ input: createReadStream(file) })) lines += 1;
  return lines;
}

try {
  writeFileSync(rules, JSON.stringify(benchRegulation()));
  await generateMarks(marks, CANDIDATES);
  say(`Node ${process.version}, ${os.cpus().length} × ${os.cpus()[0]?.model ?? 'unknown'}`);
  say(`${CANDIDATES} candidates × ${PAPERS.length} papers, the middle of ${RUNS} run(s)\n`);
  say('| what | seconds | processor s | rows a second | peak MB |');
  say('|---|---|---|---|---|');
  for (const contender of contenders()) {
    const taken: Taken[] = [];
    for (let i = 0; i < RUNS; i += 1) taken.push(await run(contender));
    taken.sort((a, b) => a.seconds - b.seconds);
    const { seconds, processor, peak } = taken[Math.floor(RUNS / 2)] ?? { seconds: 0, processor: 0, peak: 0 };
    if ((await countLines(out)) < CANDIDATES * 0.99) throw new Error(`${contender.name} wrote too little`);
    const perSecond = Math.round(CANDIDATES / seconds);
    say(
      `| ${contender.name} | ${seconds.toFixed(1)} | ${processor.toFixed(1)} | ${perSecond} | ${peak.toFixed(0)} |`,
    );
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
