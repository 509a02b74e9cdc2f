import os from 'node:os';
import { submitEntry } from '#app/services/registration/submit-entry.server.ts';
import { createUser } from '#tests/factories/create-user.ts';
import { createEntry } from '#tests/factories/entry.ts';
import { createRegistrationWorld } from '#tests/factories/world.ts';
import { rememberingProvider } from '#tests/setup/remembering-provider.ts';
import { measureImports } from './bulk-import.ts';
import { openPlain, plainFlow } from './plain-flow.ts';
import { type Measured, measure, openStage } from './stage.ts';
import { arrive, begin, wholeFlow } from './whole-flow.ts';

/**
 * `npm run bench:registration [-- --small]`: whole flows and settlements a second beside a plain form application, then
 * lists imported beside one INSERT a row. One process, a PostgreSQL that keeps what it says, nothing else running.
 */
const say = (line: string) => process.stdout.write(`${line}\n`);
const small = process.argv.includes('--small');
const runs = (count: number) => (small ? Math.ceil(count / 20) : count);
const AT_ONCE = 16;

const row = (name: string, { count, perSecond, p50, p99 }: Measured) =>
  say(`| ${name} | ${count} | ${perSecond.toFixed(1)} | ${p50.toFixed(1)} | ${p99.toFixed(1)} |`);

say(
  `Node ${process.version}, ${os.cpus().length} × ${os.cpus()[0]?.model ?? 'unknown'}, ${AT_ONCE} at once\n`,
);
await measureFlows();
say('');
await measureImports(say, small ? [1_000] : [1_000, 10_000, 100_000]);

async function measureFlows(): Promise<void> {
  const stage = await openStage({});
  try {
    const bank = rememberingProvider(stage.ctx.clock);
    const ctx = { ...stage.ctx, adapters: { ...stage.ctx.adapters, payments: { stripe: bank.provider } } };
    const { place } = await createRegistrationWorld(ctx.db);
    await openPlain(ctx);
    await measure(runs(100), AT_ONCE, (index) => wholeFlow(ctx, bank, place, 1_000_000 + index));
    say('| what | runs | a second | p50 ms | p99 ms |');
    say('|---|---|---|---|---|');
    row('argon2id alone', await measure(runs(600), 4, () => ctx.adapters.passwords.hash('trois chats gris')));
    row('plain form application', await measure(runs(1000), AT_ONCE, (index) => plainFlow(ctx, index)));
    row(
      'Palmarès, register → pay → settled',
      await measure(runs(1000), AT_ONCE, (index) => wholeFlow(ctx, bank, place, index)),
    );
    const waiting: string[] = [];
    await measure(runs(3000), AT_ONCE, async () => {
      const user = await createUser(ctx.db);
      const as = { ...ctx, actor: user.actor };
      const { id: entryId } = await createEntry(ctx.db, { ...place, userId: user.id });
      const sent = await submitEntry(as, { entryId, version: 1 });
      if (!sent.ok) throw new Error(sent.reason);
      waiting.push(await begin(as, entryId));
    });
    const settling = await measure(runs(3000), AT_ONCE, (index) => arrive(ctx, bank, waiting[index] ?? ''));
    row('Palmarès, callback → settled', settling);
  } finally {
    await stage.close();
  }
}
