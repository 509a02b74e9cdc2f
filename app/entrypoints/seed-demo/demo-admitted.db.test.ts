import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import type { Actor } from '#app/domain/access/actor.ts';
import { userAccount } from '#db/schema/access.ts';
import { candidate } from '#db/schema/registration.ts';
import { createUser } from '#tests/factories/create-user.ts';
import { createPublication, PASSING } from '#tests/factories/publication.ts';
import { createSeatedSitting } from '#tests/factories/seated-sitting.ts';
import { useDatabase } from '#tests/setup/database.ts';
import { testContext } from '#tests/setup/test-context.ts';
import { seedAdmitted } from './demo-admitted.ts';

const database = useDatabase();
const FAILING = { ...PASSING, FRA: 2, MAT: 2, SPH: 2, SVT: 2, PHI: 2 };

async function publish(marks: Parameters<typeof createPublication>[2]) {
  const seated = await createSeatedSitting(database.db, {
    candidates: 3,
    centres: 1,
    regulation: 'benin-bac',
    examCode: 'BAC',
    series: 'D',
    entryOf: (place) => ({ sex: place === 1 ? 'M' : 'F', givenNames: `Candidate ${place}`, surname: 'Alio' }),
  });
  await createPublication(database.db, seated, marks);
  const { actor } = await createUser(database.db);
  const actors = new Map<string, Actor>([['admise', actor]]);
  const carried = { ctx: testContext(database), actors, sitting: seated.sitting };
  return { carried, actor, actors };
}

test('the account that reads a transcript is given to the first woman who was admitted, with her name', async () => {
  const { carried, actor, actors } = await publish({ marks: { 0: FAILING } });
  await seedAdmitted(carried);
  const [account] = await database.db.select().from(userAccount).where(eq(userAccount.id, actor.id));
  expect(account?.displayName).toBe('Candidate 2 Alio');
  expect(actors.get('admise')).toMatchObject({ label: 'Candidate 2 Alio' });
  expect(await database.db.select().from(candidate).where(eq(candidate.userId, actor.id))).toHaveLength(1);
});

test('a sitting that admitted nobody stops the seed', async () => {
  const { carried } = await publish({ marks: { 0: FAILING, 2: FAILING } });
  await expect(seedAdmitted(carried)).rejects.toThrow('nobody was admitted');
});
