import { and, eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import type { Outcome } from '#app/domain/regulation/trace.ts';
import { digestOf } from '#app/domain/shared/digest.ts';
import { deliberation, deliberationResult, juryDecision } from '#db/schema/deliberation.ts';
import { sitting } from '#db/schema/sitting.ts';
import { createUser } from '#tests/factories/create-user.ts';
import { openAll } from '#tests/factories/deliberation.ts';
import { accepted, markEverything, startMarking } from '#tests/factories/marking.ts';
import { createResultStaff, createSeatedSitting } from '#tests/factories/seated-sitting.ts';
import { useDatabase } from '#tests/setup/database.ts';
import { testContext } from '#tests/setup/test-context.ts';
import { joinDeliberation } from './join-deliberation.server.ts';
import { openDeliberation } from './open-deliberation.server.ts';
import { recordJuryDecision } from './record-jury-decision.server.ts';
import { sealDeliberation } from './seal-deliberation.server.ts';

const database = useDatabase();
const mark = (value: number) => ({ state: 'mark', value }) as const;

/** Three candidates whose marks are all 12.50, all 9.70 (inside the rescue band), and absences. */
async function marked() {
  const world = await createSeatedSitting(database.db, { candidates: 3, entryOf: (i) => ({ fit: i !== 0 }) });
  const staff = await createResultStaff(database.db, world);
  const ctx = testContext(database);
  const order: string[] = [];
  await markEverything(ctx, world, staff, (dossier) => {
    if (!order.includes(dossier)) order.push(dossier);
    return [mark(1250), mark(970)][order.indexOf(dossier)] ?? { state: 'absent' };
  });
  const [board] = staff.boards;
  const [jury] = world.juries;
  if (!board || !jury) throw new Error('no jury');
  const [good = '', near = '', absent = ''] = order;
  return { world, staff, ctx, board, jury, good, near, absent };
}

async function opened() {
  const all = await marked();
  const [deliberationId = ''] = await openAll(all.ctx, all.world, all.staff);
  return { ...all, deliberationId };
}

describe('opening', () => {
  it('waits for every bundle', async () => {
    const world = await createSeatedSitting(database.db, { candidates: 3 });
    const staff = await createResultStaff(database.db, world);
    const ctx = testContext(database);
    await startMarking(ctx, world, staff);
    const president = ctx.as(staff.boards[0]?.president.actor ?? ctx.actor);
    expect(await openDeliberation(president, { juryId: world.juries[0]?.id ?? '' })).toMatchObject({
      reason: 'deliberation.bundlesOpen',
      detail: { bundles: 8 },
    });
  });

  it('freezes the marks by code, evaluates each and keeps the trace and both digests', async () => {
    const { world, deliberationId, good, near, absent } = await opened();
    const [row] = await database.db.select().from(deliberation).where(eq(deliberation.id, deliberationId));
    expect(row?.snapshotHash).toBe(digestOf(row?.snapshot));
    expect(JSON.stringify(row?.snapshot)).not.toContain('Maïga');
    const results = await database.db
      .select()
      .from(deliberationResult)
      .where(eq(deliberationResult.deliberationId, deliberationId));
    const by = new Map(results.map((result) => [result.dossier, result]));
    expect([good, near, absent].map((code) => [by.get(code)?.decision, by.get(code)?.average])).toEqual([
      ['passed', 1250],
      ['failed', 970],
      ['failed', 0],
    ]);
    expect((by.get(near)?.outcome as Outcome | undefined)?.rescuable).toEqual(['passed']);
    expect(by.get(good)?.trace).toEqual(expect.arrayContaining([{ step: 'stage', stage: 'only' }]));
    const [now] = await database.db.select().from(sitting).where(eq(sitting.id, world.sitting.id));
    expect(now?.state).toBe('deliberating');
  });

  it('is the jury’s own to do, once', async () => {
    const { ctx, jury, board, world } = await marked();
    const stranger = await createUser(database.db, {
      grants: [{ role: 'juryPresident', organisationId: world.organisation.id, juryId: crypto.randomUUID() }],
    });
    const command = { juryId: jury.id };
    expect(await openDeliberation(ctx.as(stranger.actor), command)).toMatchObject({
      reason: 'jury.notFound',
    });
    const president = ctx.as(board.president.actor);
    const other = { ...president, db: database.connect().db };
    const answers = await Promise.all([
      openDeliberation(president, command),
      openDeliberation(other, command),
    ]);
    expect(answers.map(({ ok }) => ok).sort()).toEqual([false, true]);
    expect(answers.find(({ ok }) => !ok)).toMatchObject({ reason: 'deliberation.alreadyOpen' });
  });
});

describe('deciding', () => {
  it('rescues inside the band, with a reason and members who are present', async () => {
    const { ctx, board, deliberationId, near, good } = await opened();
    const [first, late] = board.members;
    const rescue = (changes: object = {}) =>
      recordJuryDecision(ctx.as(board.president.actor), {
        deliberationId,
        dossier: near,
        kind: 'rescue',
        decision: 'passed',
        reason: 'Livret scolaire',
        members: [board.president.id, first?.id ?? ''],
        ...changes,
      });
    expect(await rescue({ reason: ' ' })).toMatchObject({ reason: 'deliberation.reasonMissing' });
    expect(await rescue({ members: [first?.id] })).toMatchObject({ reason: 'deliberation.presidentMissing' });
    expect(await rescue({ members: [board.president.id, late?.id] })).toMatchObject({
      reason: 'deliberation.memberNotPresent',
    });
    expect(await rescue({ dossier: good })).toMatchObject({ reason: 'deliberation.outsideRescueBand' });
    expect(await rescue({ dossier: 'NOBODY22' })).toMatchObject({ reason: 'dossier.notFound' });
    expect(
      await recordJuryDecision(ctx.as(late?.actor ?? ctx.actor), {
        deliberationId,
        dossier: near,
        kind: 'rescue',
        decision: 'passed',
        reason: 'Livret scolaire',
        members: [board.president.id],
      }),
    ).toMatchObject({ reason: 'deliberation.memberNotPresent' });
    expect(
      await database.db.select().from(juryDecision).where(eq(juryDecision.deliberationId, deliberationId)),
    ).toEqual([]);
    expect(await rescue()).toEqual({ ok: true, value: true });
  });
});

describe('sealing', () => {
  it('wants the president and more than half of those appointed', async () => {
    const { ctx, board, jury } = await marked();
    const president = ctx.as(board.president.actor);
    const member = ctx.as(board.members[0]?.actor ?? ctx.actor);
    const { deliberationId } = accepted(await openDeliberation(member, { juryId: jury.id }));
    accepted(await joinDeliberation(member, { deliberationId }));
    expect(await sealDeliberation(member, { deliberationId })).toMatchObject({
      reason: 'deliberation.notFound',
    });
    expect(await sealDeliberation(president, { deliberationId })).toMatchObject({
      reason: 'deliberation.presidentMissing',
    });
    accepted(await joinDeliberation(president, { deliberationId }));
    accepted(await joinDeliberation(president, { deliberationId }));
    expect(await sealDeliberation(president, { deliberationId })).toEqual({
      ok: true,
      value: { dossiers: 3 },
    });
  });

  it('wants a quorum', async () => {
    const { ctx, board, jury } = await marked();
    const president = ctx.as(board.president.actor);
    const { deliberationId } = accepted(await openDeliberation(president, { juryId: jury.id }));
    accepted(await joinDeliberation(president, { deliberationId }));
    expect(await sealDeliberation(president, { deliberationId })).toMatchObject({
      reason: 'deliberation.quorumMissing',
      detail: { quorum: 2, present: 1 },
    });
  });

  it('is final: no decision, no one joins, and the database refuses a change', async () => {
    const { ctx, board, deliberationId, near } = await opened();
    const president = ctx.as(board.president.actor);
    accepted(await sealDeliberation(president, { deliberationId }));
    expect(await sealDeliberation(president, { deliberationId })).toMatchObject({
      reason: 'deliberation.alreadySealed',
    });
    const rescue = { dossier: near, kind: 'rescue', decision: 'passed', reason: 'Trop tard' } as const;
    expect(
      await recordJuryDecision(president, { deliberationId, ...rescue, members: [board.president.id] }),
    ).toMatchObject({ reason: 'deliberation.alreadySealed' });
    expect(
      await joinDeliberation(ctx.as(board.members[1]?.actor ?? ctx.actor), { deliberationId }),
    ).toMatchObject({ reason: 'deliberation.alreadySealed' });
    const mine = eq(deliberation.id, deliberationId);
    await expect(database.db.update(deliberation).set({ state: 'open' }).where(mine)).rejects.toThrow();
    const one = and(
      eq(deliberationResult.deliberationId, deliberationId),
      eq(deliberationResult.dossier, near),
    );
    await expect(
      database.db.update(deliberationResult).set({ decision: 'passed' }).where(one),
    ).rejects.toThrow();
  });

  it('either seals before a rescue or after it, never on half of it', async () => {
    for (let round = 0; round < 4; round += 1) {
      const { ctx, board, deliberationId, near } = await opened();
      const president = ctx.as(board.president.actor);
      const elsewhere = { ...president, db: database.connect().db };
      const rescue = { dossier: near, kind: 'rescue', decision: 'passed', reason: 'Livret' } as const;
      const [sealed, rescued] = await Promise.all([
        sealDeliberation(president, { deliberationId }),
        recordJuryDecision(elsewhere, { deliberationId, ...rescue, members: [board.president.id] }),
      ]);
      expect(sealed.ok).toBe(true);
      const kept = await database.db
        .select()
        .from(juryDecision)
        .where(eq(juryDecision.deliberationId, deliberationId));
      expect(kept).toHaveLength(rescued.ok ? 1 : 0);
      if (!rescued.ok) expect(rescued.reason).toBe('deliberation.alreadySealed');
    }
  });

  it('control: without the lock, the database still takes no decision after the seal', async () => {
    const { ctx, board, deliberationId, near } = await opened();
    accepted(await sealDeliberation(ctx.as(board.president.actor), { deliberationId }));
    const late = { kind: 'rescue', decision: 'passed', reason: 'Livret', members: [], at: new Date(0) };
    await expect(
      database.db
        .insert(juryDecision)
        .values({ ...late, deliberationId, dossier: near, decidedBy: board.president.id }),
    ).rejects.toMatchObject({ cause: { code: '23001' } });
  });
});
