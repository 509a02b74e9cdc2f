import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { loadSittingFacts } from '#app/services/documents/load-sitting-facts.server.ts';
import { enterMarks } from '#app/services/marking/enter-marks.server.ts';
import type { Db } from '#db/client.ts';
import { deliberation } from '#db/schema/deliberation.ts';
import { bundle, markEntry, moderation, script } from '#db/schema/marking.ts';
import { accepted, listBundles, markEverything } from '#tests/factories/marking.ts';
import { createResultStaff, createSeatedSitting } from '#tests/factories/seated-sitting.ts';
import { useDatabase } from '#tests/setup/database.ts';
import { TEST_NOW, testContext } from '#tests/setup/test-context.ts';
import { freezeMarks } from './freeze-marks.server.ts';
import { openDeliberation } from './open-deliberation.server.ts';

const database = useDatabase();

/** Everything closed, nothing deliberated yet. */
async function closed() {
  const world = await createSeatedSitting(database.db, { candidates: 2 });
  const staff = await createResultStaff(database.db, world);
  const ctx = testContext(database);
  await markEverything(ctx, world, staff, () => ({ state: 'mark', value: 1250 }));
  const [first] = await listBundles(database.db, world.sitting.id);
  const [jury] = world.juries;
  const [board] = staff.boards;
  if (!first || !jury || !board) throw new Error('nothing was closed');
  const [copy] = await database.db.select().from(script).where(eq(script.bundleId, first.id));
  const president = ctx.as(board.president.actor);
  return { world, staff, ctx, bundleId: first.id, copy: copy?.code ?? '', jury, president };
}

const reopen = (db: Db, bundleId: string) =>
  db.update(bundle).set({ state: 'handedOut', closedAt: null }).where(eq(bundle.id, bundleId));

async function opened(juryId: string) {
  const [row] = await database.db.select().from(deliberation).where(eq(deliberation.juryId, juryId));
  return row;
}

describe('a late mark', () => {
  test('and an opening: a bundle is reopened before the marks are frozen, or not at all', async () => {
    for (let round = 0; round < 4; round += 1) {
      const { president, jury, bundleId } = await closed();
      const [open, late] = await Promise.allSettled([
        openDeliberation(president, { juryId: jury.id }),
        reopen(database.connect().db, bundleId),
      ]);
      const [now] = await database.db.select().from(bundle).where(eq(bundle.id, bundleId));
      const row = await opened(jury.id);
      if (late.status === 'fulfilled') {
        expect(open).toMatchObject({ value: { reason: 'deliberation.bundlesOpen' } });
        expect(row).toBeUndefined();
        expect(now?.state).toBe('handedOut');
      } else {
        expect(open).toMatchObject({ value: { ok: true } });
        expect(row?.state).toBe('open');
        expect(now?.state).toBe('closed');
      }
    }
  });

  test('control: who looks at the bundles without holding them freezes marks that then change', async () => {
    const { world, staff, ctx, bundleId, copy, jury } = await closed();
    const facts = { juryId: jury.id, round: 1, regulationHash: 'x' };
    const regulation = (await loadSittingFacts(database.db, world.sitting.id))?.regulation;
    if (!regulation) throw new Error('no regulation');
    const before = await database.db.transaction(async (tx) => {
      const seen = await freezeMarks(tx, { ...facts, regulation });
      await reopen(database.connect().db, bundleId);
      return seen;
    });
    const marks = [{ scriptCode: copy, value: { state: 'mark', value: 300 } as const, reason: 'Relue' }];
    for (const marker of staff.markers.slice(0, 2))
      accepted(await enterMarks(ctx.as(marker.actor), { bundleId, marks, reason: 'Relue' }));
    const after = await database.db.transaction((tx) => freezeMarks(tx, { ...facts, regulation }));
    expect(after).not.toEqual(before);
  });

  test('finds the bundle closed for good once a deliberation is open on it', async () => {
    const { world, staff, ctx, president, jury, bundleId, copy } = await closed();
    accepted(await openDeliberation(president, { juryId: jury.id }));
    await expect(reopen(database.db, bundleId)).rejects.toMatchObject({ cause: { code: '23001' } });
    const marker = ctx.as(staff.markers[0].actor);
    const marks = [{ scriptCode: copy, value: { state: 'mark', value: 300 } as const }];
    expect((await enterMarks(marker, { bundleId, marks, reason: 'Relue' })).ok).toBe(false);
    const [one] = await database.db
      .insert(moderation)
      .values({
        ...{ organisationId: world.organisation.id, sittingId: world.sitting.id, paperCode: 'FRA' },
        ...{ bundleIds: [bundleId], shift: 100, reason: 'Sujet difficile', state: 'proposed' },
        ...{ proposedBy: staff.logistics.id, proposedAt: TEST_NOW },
      })
      .returning();
    const late = {
      scriptCode: copy,
      pass: 4,
      state: 'mark',
      value: 1350,
      moderationId: one?.id ?? '',
    } as const;
    await expect(
      database.db.insert(markEntry).values({ ...late, userId: staff.logistics.id, at: TEST_NOW }),
    ).rejects.toMatchObject({ cause: { code: '23001' } });
  });
});
