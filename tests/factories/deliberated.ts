import { recordJuryDecision } from '#app/services/deliberation/record-jury-decision.server.ts';
import type { useDatabase } from '#tests/setup/database.ts';
import { testContext } from '#tests/setup/test-context.ts';
import { createUser } from './create-user.ts';
import { openAll, sealAll } from './deliberation.ts';
import { markEverything } from './marking.ts';
import { nextNumber } from './next-number.ts';
import { createResultStaff, createSeatedSitting } from './seated-sitting.ts';

/** Four candidates in two juries: passed, rescued, failed, absent; the first two have an account. */
export async function createDeliberated(database: ReturnType<typeof useDatabase>, { seal = true } = {}) {
  const account = await createUser(database.db);
  const secondAccount = await createUser(database.db, {
    phone: `+227900${String(nextNumber()).padStart(5, '0')}`,
  });
  const world = await createSeatedSitting(database.db, {
    candidates: 4,
    juries: 2,
    entryOf: (i) => ({ ...(i < 2 ? { userId: [account.id, secondAccount.id][i] ?? '' } : {}) }),
  });
  const staff = await createResultStaff(database.db, world);
  const ctx = testContext(database);
  const order: string[] = [];
  await markEverything(ctx, world, staff, (dossier) => {
    if (!order.includes(dossier)) order.push(dossier);
    const value = [1250, 970, 400][order.indexOf(dossier)];
    return value === undefined ? { state: 'absent' } : { state: 'mark', value };
  });
  const ids = await openAll(ctx, world, staff);
  for (const [i, deliberationId] of ids.entries()) {
    const president = staff.boards[i]?.president;
    if (!president) throw new Error('no president');
    await recordJuryDecision(ctx.as(president.actor), {
      deliberationId,
      dossier: order[1] ?? '',
      kind: 'rescue',
      decision: 'passed',
      reason: 'Livret scolaire',
      members: [president.id],
    });
  }
  if (seal) await sealAll(ctx, world, staff, ids);
  const [first, second] = staff.publishers;
  return { account, secondAccount, world, staff, ctx, first, second, sittingId: world.sitting.id };
}
