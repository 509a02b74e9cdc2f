import { eq } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { message } from '#db/schema/access.ts';
import { entry } from '#db/schema/registration.ts';
import { createDeliberated } from '#tests/factories/deliberated.ts';
import { publishSitting } from '#tests/factories/publish-sitting.ts';
import { useDatabase } from '#tests/setup/database.ts';
import { runJobs } from '#tests/setup/run-jobs.ts';

const database = useDatabase();
const told = async (userId: string) =>
  (await database.db.select().from(message).where(eq(message.userId, userId))).map(({ channel }) => channel);

it('a correction that comes before everyone was told leaves nobody untold, and tells nobody twice', async () => {
  const { ctx, world, account, secondAccount, first, second, sittingId } = await createDeliberated(database);
  await publishSitting(ctx, [first, second], { sittingId });
  const corrected = world.seated[1]?.entry.id ?? '';
  await database.db.update(entry).set({ givenNames: 'Aïcha' }).where(eq(entry.id, corrected));
  await publishSitting(ctx, [first, second], { sittingId, reason: 'Prénom corrigé' });
  await runJobs(ctx, ['announce-results']);
  expect(await told(account.id)).toHaveLength(1);
  expect(await told(secondAccount.id)).toHaveLength(1);
});
