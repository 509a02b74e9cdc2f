import { type CrashWorld, crashContext } from './crash-context.ts';
import type { Scenario } from './kill-at-each-step.ts';

/**
 * The child: runs one scenario and kills itself, as `kill -9` does, at the step it is told. When the scenario ends first
 * it says how many steps there were.
 */
export async function runUntilKilled<Input>(scenario: Scenario<Input>): Promise<void> {
  const { world, input, killAt }: { world: CrashWorld; input: Input; killAt: number } = JSON.parse(
    process.argv[2] ?? '{}',
  );
  let steps = 0;
  const ctx = crashContext(world, () => {
    steps += 1;
    if (steps === killAt) process.kill(process.pid, 'SIGKILL');
  });
  await scenario.run(ctx, input);
  await ctx.close();
  process.stdout.write(`steps ${steps}\n`);
}
