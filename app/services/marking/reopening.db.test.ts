import { eq, sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { openDeliberation } from '#app/services/deliberation/open-deliberation.server.ts';
import { auditLog } from '#db/schema/audit.ts';
import { deliberation } from '#db/schema/deliberation.ts';
import { bundle, bundleReopening, dossier } from '#db/schema/marking.ts';
import { createMarkedSitting } from '#tests/factories/closed-bundles.ts';
import { accepted, listScripts } from '#tests/factories/marking.ts';
import { useDatabase } from '#tests/setup/database.ts';
import { testContext } from '#tests/setup/test-context.ts';
import { decideReopening } from './decide-reopening.server.ts';
import { enterMarks } from './enter-marks.server.ts';
import { requestReopening } from './request-reopening.server.ts';

const database = useDatabase();
const mark = { state: 'mark', value: 1000 } as const;
const REASON = 'Le rang 3 a été saisi au rang 4';

async function closed({ all = false } = {}) {
  const ctx = testContext(database);
  const marked = await createMarkedSitting(ctx, database.db, { candidates: 2 });
  for (const { id } of all ? marked.bundles : marked.bundles.slice(0, 1)) await marked.close(id, () => mark);
  const bundleId = marked.bundles[0]?.id ?? '';
  const stateNow = async () =>
    (await database.db.select().from(bundle).where(eq(bundle.id, bundleId)))[0]?.state;
  const ask = () => requestReopening(marked.office, { bundleId, reason: REASON });
  return { ctx, ...marked, bundleId, stateNow, ask };
}

describe('reopening a closed bundle', () => {
  it('takes two people, and its markers then go on with a reason', async () => {
    const { office, colleague, marker, bundleId, stateNow, ask } = await closed();
    const { reopeningId } = accepted(await ask());
    expect(await decideReopening(office, { reopeningId, decision: 'reopen' })).toMatchObject({
      reason: 'reopening.samePerson',
    });
    expect(await stateNow()).toBe('closed');
    accepted(await decideReopening(colleague, { reopeningId, decision: 'reopen' }));
    expect(await stateNow()).toBe('handedOut');
    const [script] = await listScripts(database.db, bundleId);
    const change = { bundleId, marks: [{ scriptCode: script?.code ?? '', value: { ...mark, value: 900 } }] };
    expect(await enterMarks(marker(0), change)).toMatchObject({ reason: 'mark.reasonMissing' });
    accepted(await enterMarks(marker(0), { ...change, reason: 'Rang 3' }));
    const lines = await database.db.select().from(auditLog).where(eq(auditLog.subjectId, bundleId));
    expect(lines.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['bundle.requestReopening', 'bundle.reopen']),
    );
  });

  it('is refused by the second person too, and may then be asked for again', async () => {
    const { colleague, stateNow, ask } = await closed();
    const { reopeningId } = accepted(await ask());
    expect(await ask()).toMatchObject({ reason: 'reopening.alreadyAsked' });
    accepted(await decideReopening(colleague, { reopeningId, decision: 'refuse' }));
    expect(await stateNow()).toBe('closed');
    expect(await decideReopening(colleague, { reopeningId, decision: 'reopen' })).toMatchObject({
      reason: 'reopening.decided',
    });
    expect((await ask()).ok).toBe(true);
  });

  it('is for the office alone, needs a reason, and a bundle that is closed', async () => {
    const { marker, office, bundles, bundleId, ask } = await closed();
    const open = bundles[1]?.id ?? '';
    expect(await requestReopening(marker(0), { bundleId, reason: REASON })).toMatchObject({
      reason: 'bundle.notFound',
    });
    expect(await requestReopening(office, { bundleId, reason: '  ' })).toMatchObject({
      reason: 'reopening.reasonMissing',
    });
    expect(await requestReopening(office, { bundleId: open, reason: REASON })).toMatchObject({
      reason: 'state.refused',
    });
    const { reopeningId } = accepted(await ask());
    expect(await decideReopening(marker(0), { reopeningId, decision: 'reopen' })).toMatchObject({
      reason: 'reopening.notFound',
    });
  });
});

describe('two people who decide at once', () => {
  it('decide once', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { colleague, bundleId, ask } = await closed();
      const { reopeningId } = accepted(await ask());
      const elsewhere = { ...colleague, db: database.connect().db };
      const answers = await Promise.all([
        decideReopening(colleague, { reopeningId, decision: 'reopen' }),
        decideReopening(elsewhere, { reopeningId, decision: 'refuse' }),
      ]);
      expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
      const [row] = await database.db
        .select()
        .from(bundleReopening)
        .where(eq(bundleReopening.id, reopeningId));
      const [now] = await database.db.select().from(bundle).where(eq(bundle.id, bundleId));
      expect(now?.state).toBe(row?.state === 'reopened' ? 'handedOut' : 'closed');
    }
  });

  it('control: who reads before writing, without the lock, decides on what is no longer so', async () => {
    const { bundleId, ask, colleague } = await closed();
    const { reopeningId } = accepted(await ask());
    const stateOf = (db: typeof database.db) =>
      db
        .select({ state: bundleReopening.state })
        .from(bundleReopening)
        .where(eq(bundleReopening.id, reopeningId));
    const other = database.connect().db;
    expect([await stateOf(database.db), await stateOf(other)].flat().map(({ state }) => state)).toEqual([
      'requested',
      'requested',
    ]);
    accepted(await decideReopening(colleague, { reopeningId, decision: 'refuse' }));
    // The second writer, who saw the request waiting, opens the bundle although it was refused meanwhile.
    await other.update(bundle).set({ state: 'handedOut' }).where(eq(bundle.id, bundleId));
    const [row] = await stateOf(database.db);
    const [now] = await database.db.select().from(bundle).where(eq(bundle.id, bundleId));
    expect([row?.state, now?.state]).toEqual(['refused', 'handedOut']);
  });
});

describe('a deliberation on its marks', () => {
  it('keeps a bundle closed: neither asked for nor decided', async () => {
    const { ctx, staff, world, colleague, ask, stateNow, office, bundles } = await closed({ all: true });
    const { reopeningId } = accepted(await ask());
    const president = ctx.as(staff.boards[0]?.president.actor ?? expect.fail('no president'));
    accepted(await openDeliberation(president, { juryId: world.juries[0]?.id ?? '' }));
    expect(await decideReopening(colleague, { reopeningId, decision: 'reopen' })).toMatchObject({
      reason: 'reopening.deliberated',
    });
    expect(await requestReopening(office, { bundleId: bundles[1]?.id ?? '', reason: REASON })).toMatchObject({
      reason: 'reopening.deliberated',
    });
    expect(await stateNow()).toBe('closed');
    accepted(await decideReopening(colleague, { reopeningId, decision: 'refuse' }));
  });

  it('opened while it is being reopened finds it closed, or is refused', async () => {
    for (let round = 0; round < 6; round += 1) {
      const { ctx, staff, world, colleague, ask, stateNow } = await closed({ all: true });
      const { reopeningId } = accepted(await ask());
      const president = ctx.as(staff.boards[0]?.president.actor ?? expect.fail('no president'));
      const elsewhere = { ...president, db: database.connect().db };
      const [reopened, opened] = await Promise.all([
        decideReopening(colleague, { reopeningId, decision: 'reopen' }),
        openDeliberation(elsewhere, { juryId: world.juries[0]?.id ?? '' }),
      ]);
      expect(reopened.ok).not.toBe(opened.ok);
      expect(await stateNow()).toBe(opened.ok ? 'closed' : 'handedOut');
      if (!reopened.ok) expect(reopened.reason).toBe('reopening.deliberated');
      if (!opened.ok) expect(opened.reason).toBe('deliberation.bundlesOpen');
    }
  });

  it('control: without the sitting’s lock a jury deliberates on marks that are open', async () => {
    const { world, bundleId } = await closed({ all: true });
    const juryId = world.juries[0]?.id ?? '';
    const other = database.connect().db;
    await database.db.transaction(async (tx) => {
      const open = await tx.execute(
        sql`select 1 from bundle where sitting_id = ${world.sitting.id} and state <> 'closed'`,
      );
      expect(open).toHaveLength(0);
      await other.update(bundle).set({ state: 'handedOut' }).where(eq(bundle.id, bundleId));
      const [version] = await tx.execute<{ id: string }>(sql`select id from regulation_version limit 1`);
      await tx.insert(deliberation).values({
        ...{
          organisationId: world.organisation.id,
          sittingId: world.sitting.id,
          juryId,
          state: 'open' as const,
        },
        ...{ regulationVersionId: version?.id ?? '', regulationHash: 'x', snapshotHash: 'x' },
        ...{ snapshot: { regulationHash: 'x', dossiers: {} }, openedAt: new Date(0) },
      });
    });
    const [now] = await database.db.select().from(bundle).where(eq(bundle.id, bundleId));
    const rows = await database.db.select().from(dossier).where(eq(dossier.juryId, juryId));
    expect([now?.state, rows.length > 0]).toEqual(['handedOut', true]);
    await expect(
      database.db.update(bundle).set({ state: 'closed' }).where(eq(bundle.id, bundleId)),
    ).resolves.toBeDefined();
    await expect(
      database.db.update(bundle).set({ state: 'handedOut' }).where(eq(bundle.id, bundleId)),
    ).rejects.toMatchObject({ cause: { code: '23001' } });
  });
});
