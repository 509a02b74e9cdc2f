import { asc, eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { auditLog } from '#db/schema/audit.ts';
import { bundle, bundleAssignment, markEntry, script } from '#db/schema/marking.ts';
import { createUser } from '#tests/factories/create-user.ts';
import { accepted, listBundles, listScripts, startMarking } from '#tests/factories/marking.ts';
import { createResultStaff, createSeatedSitting } from '#tests/factories/seated-sitting.ts';
import { useDatabase } from '#tests/setup/database.ts';
import { testContext } from '#tests/setup/test-context.ts';
import { assignCodes } from '../anonymity/assign-codes.server.ts';
import { assignMarker } from './assign-marker.server.ts';
import { closeBundle } from './close-bundle.server.ts';
import { enterMarks } from './enter-marks.server.ts';
import { handOutBundles } from './hand-out-bundles.server.ts';

const database = useDatabase();
const mark = (value: number) => ({ state: 'mark', value }) as const;

async function inMarking() {
  const world = await createSeatedSitting(database.db, { candidates: 3 });
  const staff = await createResultStaff(database.db, world);
  const ctx = testContext(database);
  const [first] = await startMarking(ctx, world, staff);
  if (!first) throw new Error('no bundle');
  const scripts = await listScripts(database.db, first.id);
  const as = (i: 0 | 1 | 2) => ctx.as(staff.markers[i].actor);
  const enter = (i: 0 | 1 | 2, values: readonly number[], reason?: string) =>
    enterMarks(as(i), {
      bundleId: first.id,
      marks: values.map((value, n) => ({ scriptCode: scripts[n]?.code ?? '', value: mark(value) })),
      ...(reason ? { reason } : {}),
    });
  const office = ctx.as(staff.logistics.actor);
  return { world, staff, ctx, office, bundleId: first.id, scripts, enter, as };
}

describe('handing out', () => {
  it('gives bundles to two different markers of the office, all or none', async () => {
    const world = await createSeatedSitting(database.db, { candidates: 3 });
    const staff = await createResultStaff(database.db, world);
    const office = testContext(database, { actor: staff.logistics.actor });
    accepted(await assignCodes(office, { sittingId: world.sitting.id }));
    const bundleIds = (await listBundles(database.db, world.sitting.id)).map(({ id }) => id);
    const [one, two] = staff.markers;
    const give = (first: string, second: string | null, ids = bundleIds) =>
      handOutBundles(office, { sittingId: world.sitting.id, bundleIds: ids, first, second });
    expect(await give(one.id, one.id)).toMatchObject({ reason: 'bundle.samePerson' });
    expect(await give(one.id, null)).toMatchObject({ reason: 'bundle.secondMissing' });
    expect(await give(one.id, staff.logistics.id)).toMatchObject({ reason: 'bundle.notMarker' });
    expect(await give(one.id, two.id, [])).toMatchObject({ reason: 'bundle.noneChosen' });
    expect(await give(one.id, two.id)).toEqual({ ok: true, value: { handedOut: 8 } });
    expect(await give(one.id, two.id)).toMatchObject({ reason: 'state.refused' });
    const rows = await database.db
      .select()
      .from(bundleAssignment)
      .where(eq(bundleAssignment.bundleId, bundleIds[0] ?? ''))
      .orderBy(asc(bundleAssignment.pass));
    expect(rows.map(({ pass, userId }) => [pass, userId])).toEqual([
      [1, one.id],
      [2, two.id],
    ]);
  });

  it('is nobody else’s to do', async () => {
    const { world, staff, ctx, bundleId } = await inMarking();
    const [one, two, three] = staff.markers;
    const marker = ctx.as(one.actor);
    const command = { sittingId: world.sitting.id, bundleIds: [bundleId], first: one.id, second: two.id };
    expect(await handOutBundles(marker, command)).toMatchObject({ reason: 'sitting.notFound' });
    expect(await assignMarker(marker, { bundleId, pass: 3, userId: three.id })).toMatchObject({
      reason: 'bundle.notFound',
    });
    expect(await closeBundle(marker, { bundleId })).toMatchObject({ reason: 'bundle.notFound' });
  });
});

describe('keying marks', () => {
  it('appends for one’s own pass, keeps what is the same, and wants a reason for a change', async () => {
    const { enter, scripts } = await inMarking();
    expect(await enter(0, [1000, 1100, 1200])).toEqual({ ok: true, value: { entered: 3, unchanged: 0 } });
    expect(await enter(0, [1000, 1100, 1250])).toMatchObject({
      reason: 'mark.reasonMissing',
      detail: { script: scripts[2]?.code },
    });
    expect(await enter(0, [1000, 1100, 1250], 'Chiffres inversés')).toEqual({
      ok: true,
      value: { entered: 1, unchanged: 2 },
    });
    const rows = await database.db
      .select()
      .from(markEntry)
      .where(eq(markEntry.scriptCode, scripts[2]?.code ?? ''))
      .orderBy(asc(markEntry.id));
    expect(rows.map(({ value, reason, pass }) => [value, reason, pass])).toEqual([
      [1200, null, 1],
      [1250, 'Chiffres inversés', 1],
    ]);
  });

  it('refuses a stranger, a script of another bundle and a mark off the scale, and writes nothing', async () => {
    const { enter, world, ctx, bundleId, scripts, as } = await inMarking();
    expect(await enter(2, [1000])).toMatchObject({ reason: 'bundle.notFound' });
    const outsider = await createUser(database.db, {
      grants: [{ role: 'marker', organisationId: world.organisation.id }],
    });
    const code = scripts[0]?.code ?? '';
    const one = { bundleId, marks: [{ scriptCode: code, value: mark(1000) }] };
    expect(await enterMarks(ctx.as(outsider.actor), one)).toMatchObject({ reason: 'bundle.notFound' });
    expect(await enterMarks(ctx, one)).toMatchObject({ reason: 'bundle.notFound' });
    expect(await enter(0, [1000, 2001])).toMatchObject({
      reason: 'mark.unreadable',
      detail: { maximum: 20 },
    });
    const [, other] = await listBundles(database.db, world.sitting.id);
    const [foreign] = await listScripts(database.db, other?.id ?? '');
    expect(
      await enterMarks(as(0), {
        bundleId,
        marks: [one.marks, [{ scriptCode: foreign?.code ?? '', value: mark(1000) }]].flat(),
      }),
    ).toMatchObject({ reason: 'script.notInBundle' });
    expect(
      await enterMarks(as(0), { bundleId, marks: [{ scriptCode: code, value: { state: 'awaited' } }] }),
    ).toMatchObject({ reason: 'mark.unreadable' });
    expect(await database.db.select().from(markEntry).where(eq(markEntry.scriptCode, code))).toEqual([]);
  });

  it('puts who, how many and for which bundle in the audit log', async () => {
    const { enter, bundleId, staff } = await inMarking();
    await enter(1, [900, 800]);
    const [line] = await database.db
      .select()
      .from(auditLog)
      .where(eq(auditLog.subjectId, bundleId))
      .orderBy(asc(auditLog.seq))
      .then((rows) => rows.slice(-1));
    expect(line).toMatchObject({
      action: 'mark.enter',
      actorId: staff.markers[1].id,
      detail: { marks: 2, pass: 2 },
    });
  });
});

describe('settling and closing', () => {
  it('closes only what agrees, lets a third person settle what does not, and nothing after', async () => {
    const { enter, office, bundleId, staff, scripts, as } = await inMarking();
    expect(await closeBundle(office, { bundleId })).toMatchObject({
      reason: 'bundle.marksAwaited',
      detail: { scripts: 3 },
    });
    await enter(0, [1000, 1100, 1200]);
    await enter(1, [1000, 1100, 1300]);
    expect(await closeBundle(office, { bundleId })).toMatchObject({
      reason: 'bundle.marksDisagree',
      detail: { scripts: 1 },
    });
    const third = staff.markers[2].id;
    expect(await assignMarker(office, { bundleId, pass: 3, userId: staff.markers[0].id })).toMatchObject({
      reason: 'bundle.samePerson',
    });
    accepted(await assignMarker(office, { bundleId, pass: 3, userId: third }));
    const settle = (n: number, value: number) =>
      enterMarks(as(2), { bundleId, marks: [{ scriptCode: scripts[n]?.code ?? '', value: mark(value) }] });
    expect(await settle(0, 500)).toMatchObject({ reason: 'script.notInBundle' });
    accepted(await settle(2, 1250));
    expect(await closeBundle(office, { bundleId })).toEqual({ ok: true, value: { scripts: 3 } });
    expect(await enter(0, [1, 2, 3], 'Trop tard')).toMatchObject({ reason: 'bundle.closed' });
    expect(await closeBundle(office, { bundleId })).toMatchObject({ reason: 'state.refused' });
  });

  it('lets a replacement go on with a pass, but not whoever keyed the other one', async () => {
    const { enter, office, bundleId, staff } = await inMarking();
    await enter(0, [1000, 1100, 1200]);
    const [one, two, three] = staff.markers;
    accepted(await assignMarker(office, { bundleId, pass: 1, userId: three.id }));
    expect(await assignMarker(office, { bundleId, pass: 3, userId: one.id })).toMatchObject({
      reason: 'bundle.samePerson',
    });
    expect(await enter(0, [1000])).toMatchObject({ reason: 'bundle.notFound' });
    expect(await enter(2, [1000, 1100, 1200])).toEqual({ ok: true, value: { entered: 0, unchanged: 3 } });
    await enter(1, [1000, 1100, 1200]);
    expect(two.id).not.toBe(three.id);
    expect((await closeBundle(office, { bundleId })).ok).toBe(true);
  });
});

describe('a mark changed while its bundle is being closed', () => {
  it('is either in what was closed or refused, whoever comes first', async () => {
    for (let round = 0; round < 6; round += 1) {
      const { enter, office, bundleId, as, scripts } = await inMarking();
      await enter(0, [1000, 1100, 1200]);
      await enter(1, [1000, 1100, 1200]);
      const elsewhere = { ...as(0), db: database.connect().db };
      const late = { scriptCode: scripts[0]?.code ?? '', value: mark(400) };
      const [closed, changed] = await Promise.all([
        closeBundle(office, { bundleId }),
        enterMarks(elsewhere, { bundleId, marks: [late], reason: 'Relu' }),
      ]);
      expect(closed.ok).not.toBe(changed.ok);
      if (!changed.ok) expect(changed.reason).toBe('bundle.closed');
    }
  });

  it('control: without the lock, a bundle is closed on marks that no longer agree', async () => {
    const { enter, bundleId, scripts, staff } = await inMarking();
    await enter(0, [1000, 1100, 1200]);
    await enter(1, [1000, 1100, 1200]);
    const code = scripts[0]?.code ?? '';
    const readBefore = await database.db.select().from(markEntry).where(eq(markEntry.scriptCode, code));
    expect(new Set(readBefore.map(({ value }) => value)).size).toBe(1);
    const late = {
      scriptCode: code,
      pass: 1,
      state: 'mark',
      value: 400,
      userId: staff.markers[0].id,
      at: new Date(0),
    } as const;
    await database.connect().db.insert(markEntry).values(late);
    await database.db.update(bundle).set({ state: 'closed' }).where(eq(bundle.id, bundleId));
    const left = await database.db.select().from(markEntry).where(eq(markEntry.scriptCode, code));
    expect(left).toHaveLength(3);
    await expect(database.db.insert(markEntry).values(late)).rejects.toMatchObject({
      cause: { code: '23001' },
    });
  });

  it('control: marks are never updated or deleted', async () => {
    const { enter, scripts } = await inMarking();
    await enter(0, [1000]);
    const mine = eq(markEntry.scriptCode, scripts[0]?.code ?? '');
    await expect(database.db.update(markEntry).set({ value: 2000 }).where(mine)).rejects.toThrow();
    await expect(database.db.delete(markEntry).where(mine)).rejects.toThrow();
    expect(
      await database.db
        .select()
        .from(script)
        .where(eq(script.code, scripts[0]?.code ?? '')),
    ).toHaveLength(1);
  });
});
