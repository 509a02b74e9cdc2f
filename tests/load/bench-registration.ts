import { submitEntry } from '#app/services/registration/submit-entry.server.ts';
import { createUser } from '#tests/factories/create-user.ts';
import { createEntry } from '#tests/factories/entry.ts';
import { createRegistrationWorld } from '#tests/factories/world.ts';
import { rememberingProvider } from './remembering-provider.ts';
import { type Measured, measure, openStage } from './stage.ts';
import { arrive, begin, wholeFlow } from './whole-flow.ts';

const say = (line: string) => process.stdout.write(`${line}\n`);
const row = (name: string, { count, perSecond, p50, p99 }: Measured) =>
  say(`| ${name} | ${count} | ${perSecond.toFixed(1)} | ${p50.toFixed(1)} | ${p99.toFixed(1)} |`);

const provider = rememberingProvider();
const stage = await openStage({ payments: { stripe: provider } });
try {
  const { ctx, database } = stage;
  const world = await createRegistrationWorld(database.db);
  say('| what | runs | a second | p50 ms | p99 ms |');
  say('|---|---|---|---|---|');
  await measure(50, 16, (index) => wholeFlow(ctx, provider, world.place, 1_000_000 + index));
  row('argon2id alone', await measure(300, 4, () => ctx.adapters.passwords.hash('trois chats gris')));
  row('whole flow', await measure(600, 16, (index) => wholeFlow(ctx, provider, world.place, index)));
  const waiting: string[] = [];
  await measure(1000, 16, async () => {
    const user = await createUser(database.db);
    const as = { ...ctx, actor: user.actor };
    const { id: entryId } = await createEntry(database.db, { ...world.place, userId: user.id });
    const sent = await submitEntry(as, { entryId, version: 1 });
    if (!sent.ok) throw new Error(sent.reason);
    waiting.push(await begin(as, entryId));
  });
  row('callback → settled', await measure(1000, 16, (index) => arrive(ctx, provider, waiting[index] ?? '')));
} finally {
  await stage.close();
}
