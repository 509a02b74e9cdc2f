import { asc, eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { auditLog } from '#db/schema/audit.ts';
import { bundleMovement } from '#db/schema/marking.ts';
import { createMarkedSitting } from '#tests/factories/closed-bundles.ts';
import { createUser } from '#tests/factories/create-user.ts';
import { accepted, listScripts } from '#tests/factories/marking.ts';
import { useDatabase } from '#tests/setup/database.ts';
import { testContext } from '#tests/setup/test-context.ts';
import { closeBundle } from './close-bundle.server.ts';
import { enterMarks } from './enter-marks.server.ts';
import { signBundle } from './sign-bundle.server.ts';

const database = useDatabase();

async function inMarking() {
  const ctx = testContext(database);
  const marked = await createMarkedSitting(ctx, database.db, { candidates: 3 });
  const [first] = marked.bundles;
  if (!first) throw new Error('no bundle');
  const lines = () =>
    database.db
      .select()
      .from(bundleMovement)
      .where(eq(bundleMovement.bundleId, first.id))
      .orderBy(asc(bundleMovement.id));
  return { ctx, ...marked, bundleId: first.id, lines };
}
const line = (bundleId: string) => ({ bundleId, kind: 'handOut', scripts: 3, signedAs: 'Ada Issa' }) as const;

describe('signing for a packet', () => {
  it('is done by its marker on their own screen, or at the desk for the marker in front of it', async () => {
    const { marker, office, bundleId, lines, staff } = await inMarking();
    accepted(await signBundle(marker(0), line(bundleId)));
    const back = { ...line(bundleId), kind: 'return' as const, markerId: staff.markers[0].id };
    accepted(await signBundle(office, back));
    accepted(await signBundle(office, { ...line(bundleId), markerId: staff.markers[1].id }));
    const [one, two, three] = await lines();
    expect([one, two, three].map((row) => [row?.kind, row?.markerId, row?.recordedBy])).toEqual([
      ['handOut', staff.markers[0].id, staff.markers[0].id],
      ['return', staff.markers[0].id, staff.logistics.id],
      ['handOut', staff.markers[1].id, staff.logistics.id],
    ]);
    const audited = await database.db.select().from(auditLog).where(eq(auditLog.subjectId, bundleId));
    expect(audited.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['bundle.signOut', 'bundle.signIn']),
    );
  });

  it('is nobody else’s: neither a marker of other bundles nor for another marker than oneself', async () => {
    const { ctx, marker, bundleId, world, staff, lines } = await inMarking();
    const grants = [{ role: 'marker' as const, organisationId: world.organisation.id }];
    const stranger = await createUser(database.db, { grants });
    expect(await signBundle(ctx.as(stranger.actor), line(bundleId))).toMatchObject({
      reason: 'bundle.notFound',
    });
    expect(await signBundle(marker(2), line(bundleId))).toMatchObject({ reason: 'bundle.notFound' });
    accepted(await signBundle(marker(0), { ...line(bundleId), markerId: staff.markers[1].id }));
    expect((await lines()).map(({ markerId }) => markerId)).toEqual([staff.markers[0].id]);
  });

  it('says what is missing when the count is not that of the bundle', async () => {
    const { marker, bundleId, lines } = await inMarking();
    const short = { ...line(bundleId), scripts: 2 };
    expect(await signBundle(marker(0), short)).toMatchObject({
      reason: 'movement.countDiffers',
      detail: { expected: 3, counted: 2 },
    });
    accepted(await signBundle(marker(0), { ...short, note: 'La copie du rang 2 manque' }));
    expect((await lines())[0]).toMatchObject({ scripts: 2, note: 'La copie du rang 2 manque' });
  });

  it('is a line that is never changed', async () => {
    const { marker, bundleId } = await inMarking();
    accepted(await signBundle(marker(0), line(bundleId)));
    const mine = eq(bundleMovement.bundleId, bundleId);
    await expect(database.db.update(bundleMovement).set({ scripts: 4 }).where(mine)).rejects.toThrow();
    await expect(database.db.delete(bundleMovement).where(mine)).rejects.toThrow();
  });
});

describe('a packet that is out', () => {
  it('keeps its bundle open until it is back', async () => {
    const { marker, office, bundleId, staff } = await inMarking();
    const marks = (await listScripts(database.db, bundleId)).map(({ code }) => ({
      scriptCode: code,
      value: { state: 'mark', value: 1000 } as const,
    }));
    accepted(await signBundle(marker(0), line(bundleId)));
    for (const who of [marker(0), marker(1)]) accepted(await enterMarks(who, { bundleId, marks }));
    expect(await closeBundle(office, { bundleId })).toMatchObject({
      reason: 'movement.notReturned',
      detail: { name: 'Ada Issa' },
    });
    const back = { ...line(bundleId), kind: 'return' as const, markerId: staff.markers[0].id };
    accepted(await signBundle(office, back));
    expect((await closeBundle(office, { bundleId })).ok).toBe(true);
  });

  it('goes to one person when two take it at once', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { marker, bundleId, lines } = await inMarking();
      const elsewhere = { ...marker(1), db: database.connect().db };
      const answers = await Promise.all([
        signBundle(marker(0), line(bundleId)),
        signBundle(elsewhere, line(bundleId)),
      ]);
      expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
      expect(await lines()).toHaveLength(1);
    }
  });

  it('control: nothing but the lock keeps two hand-outs apart', async () => {
    const { bundleId, lines, staff } = await inMarking();
    const row = (markerId: string) => ({
      ...{ bundleId, kind: 'handOut' as const, markerId, scripts: 3, signedAs: 'x' },
      ...{ recordedBy: markerId, at: new Date(0) },
    });
    const db = database.connect().db;
    await Promise.all([
      database.db.insert(bundleMovement).values(row(staff.markers[0].id)),
      db.insert(bundleMovement).values(row(staff.markers[1].id)),
    ]);
    expect((await lines()).map(({ kind }) => kind)).toEqual(['handOut', 'handOut']);
  });
});
