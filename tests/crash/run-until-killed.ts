import { type CrashWorld, crashContext } from './crash-context.ts';
import type { Scenario } from './kill-at-each-step.ts';

/**
 * The child: runs one scenario and kills itself, as `kill -9` does, at the step it is told. When the scenario ends first
 * it says how many steps there were.
 */
const [modulePath = '', told = '{}'] = process.argv.slice(2);
const { world, input, killAt }: { world: CrashWorld; input: unknown; killAt: number } = JSON.parse(told);
let steps = 0;
const ctx = crashContext(world, () => {
  steps += 1;
  if (steps === killAt) process.kill(process.pid, 'SIGKILL');
});
const { scenario }: { scenario: Scenario<unknown> } = await import(modulePath);
await scenario.run(ctx, input);
await ctx.close();
process.stdout.write(`steps ${steps}\n`);
