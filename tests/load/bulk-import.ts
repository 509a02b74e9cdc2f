import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { openStage } from './stage.ts';

const run = promisify(execFile);
const CHILD = path.join(import.meta.dirname, 'bulk-import-child.ts');

const printed = z.object({
  rows: z.number(),
  entries: z.number(),
  seconds: z.record(z.string(), z.number()),
  peak: z.number(),
});

export type ImportMeasured = {
  readonly rows: number;
  /** Of each step, and of all of them. */
  readonly seconds: Readonly<Record<string, number>>;
  readonly total: number;
  readonly perSecond: number;
  /** Bytes of memory at most of the process that imports. */
  readonly peak: number;
};

/**
 * Imports a list of generated pupils as the worker does (uploaded, checked, entered), in a process and a database of its
 * own. `how: 'loop'` is what would be written at first sight: one insert a pupil, without a check.
 */
export async function measureImport(
  rows: number,
  how: 'import' | 'loop' = 'import',
): Promise<ImportMeasured> {
  const stage = await openStage({});
  const folder = await mkdtemp(path.join(os.tmpdir(), 'palmares-import-'));
  try {
    const { stdout } = await run(
      process.execPath,
      ['--max-old-space-size=256', '--import', 'tsx', CHILD, how, String(rows), stage.database.url, folder],
      { maxBuffer: 1 << 20 },
    );
    const { entries, seconds, peak } = printed.parse(JSON.parse(stdout));
    if (entries !== rows) throw new Error(`${entries} entries of ${rows} rows`);
    const total = Object.values(seconds).reduce((sum, one) => sum + one, 0);
    return { rows, seconds, total, perSecond: rows / total, peak };
  } finally {
    await stage.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** A table in Markdown: sizes of lists as the product imports them, beside the loop. */
export async function measureImports(
  say: (line: string) => void,
  sizes = [1_000, 10_000, 100_000],
): Promise<void> {
  say('| import | rows | seconds | rows a second | peak MB | steps |');
  say('|---|---|---|---|---|---|');
  const tell = (name: string, { rows, total, perSecond, peak, seconds }: ImportMeasured) => {
    const steps = Object.entries(seconds).map(([step, one]) => `${step} ${one.toFixed(2)}`);
    say(
      `| ${name} | ${rows} | ${total.toFixed(2)} | ${perSecond.toFixed(0)} | ${(peak / 1e6).toFixed(0)} | ${steps.join(', ')} |`,
    );
  };
  for (const rows of sizes) tell('Palmarès', await measureImport(rows));
  tell('one INSERT a row', await measureImport(Math.min(10_000, ...sizes.slice(-1)), 'loop'));
}
