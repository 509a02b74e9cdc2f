import { spawn } from 'node:child_process';
import type { Ctx } from '#app/services/context.ts';
import { eachOf } from '#tests/setup/run-jobs.ts';
import { buildChild } from './build-child.ts';
import { type CrashWorld, crashContext } from './crash-context.ts';

/** A use case, from its first step to its last, that may be killed at any of them and is then run again. */
export type Scenario<Input> = {
  /** Idempotent: a second run goes on from wherever the first was killed. */
  run(ctx: Ctx, input: Input): Promise<void>;
};

export type KillAtEachStep<Input> = {
  /** Of the module that exports `scenario`, for the child to import. */
  readonly module: URL;
  readonly scenario: Scenario<Input>;
  readonly world: CrashWorld;
  /** A fresh thing to do, for each point. Must survive JSON. */
  readonly prepare: () => Promise<Input>;
  /** What must hold right after the kill. */
  readonly afterKill: (input: Input, killedAt: number) => Promise<void>;
  /** What must hold when it has been run again to its end. */
  readonly afterAll: (input: Input, killedAt: number) => Promise<void>;
  readonly concurrency?: number;
};

const NEVER = 0;

/**
 * Runs a scenario in a process of its own that kills itself at the first step, at the second, and so on to its last;
 * each time it is then run again to the end in this one. A step is a statement about to be sent to the database, a call
 * of a port about to be made, or its answer just received. Returns how many points there were.
 */
export async function killAtEachStep<Input>(options: KillAtEachStep<Input>): Promise<number> {
  const child = await buildChild(options.module);
  try {
    return await killAll(options, (input, killAt) =>
      runChild(child.path, { world: options.world, input, killAt }),
    );
  } finally {
    await child.remove();
  }
}

type Ended = { readonly signal: NodeJS.Signals | null; readonly output: string };

async function killAll<Input>(
  { world, scenario, prepare, afterKill, afterAll, concurrency = 2 }: KillAtEachStep<Input>,
  run: (input: Input, killAt: number) => Promise<Ended>,
): Promise<number> {
  const whole = await prepare();
  const counted = await run(whole, NEVER);
  const steps = Number(/^steps (\d+)$/m.exec(counted.output)?.[1]);
  if (!(steps > 0)) throw new Error(`the scenario did not end: ${counted.output}`);
  await afterAll(whole, NEVER);
  const points = Array.from({ length: steps }, (_, index) => index + 1);
  await eachOf(points, concurrency, async (killAt) => {
    const input = await prepare();
    const { signal, output } = await run(input, killAt);
    if (signal !== 'SIGKILL') throw new Error(`step ${killAt} was not reached: ${output}`);
    await afterKill(input, killAt);
    const ctx = crashContext(world, () => undefined);
    try {
      await scenario.run(ctx, input);
    } finally {
      await ctx.close();
    }
    await afterAll(input, killAt);
  });
  return steps;
}

function runChild(path: string, told: unknown): Promise<Ended> {
  const child = spawn(process.execPath, [path, JSON.stringify(told)], { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (_code, signal) => resolve({ signal, output }));
  });
}
