import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { isValidCode } from '#app/domain/anonymity/code.ts';
import { bundle, dossier, script } from '#db/schema/marking.ts';
import { entry } from '#db/schema/registration.ts';
import { jury, juryCentre, seat } from '#db/schema/seating.ts';
import { sitting } from '#db/schema/sitting.ts';
import { withTx } from '#db/tx.ts';
import { createEntry } from '#tests/factories/entry.ts';
import { publishEverything } from '#tests/factories/publish-everything.ts';
import { sampleRegulation } from '#tests/factories/regulations.ts';
import { createResultStaff, createSeatedSitting } from '#tests/factories/seated-sitting.ts';
import { createSitting } from '#tests/factories/sitting.ts';
import { useDatabase } from '#tests/setup/database.ts';
import { testContext } from '#tests/setup/test-context.ts';
import { assignCodes } from './assign-codes.server.ts';
import { unmask } from './code-table.server.ts';

const database = useDatabase();

describe('assignCodes', () => {
  it('gives dossiers and scripts codes, bundles them by paper and opens marking', async () => {
    const world = await createSeatedSitting(database.db, {
      candidates: 120,
      entryOf: (i) => ({ fit: i % 10 !== 0 }),
    });
    const { logistics } = await createResultStaff(database.db, world);
    const ctx = testContext(database, { actor: logistics.actor });
    const made = await assignCodes(ctx, { sittingId: world.sitting.id });
    expect(made).toEqual({ ok: true, value: { dossiers: 120, scripts: 120 * 7 + 108, bundles: 24 } });

    const dossiers = await database.db.select().from(dossier).where(eq(dossier.sittingId, world.sitting.id));
    const scripts = await database.db.select().from(script).where(eq(script.sittingId, world.sitting.id));
    expect(dossiers.every(({ code }) => isValidCode(code))).toBe(true);
    expect(new Set([...dossiers, ...scripts].map(({ code }) => code)).size).toBe(120 + 948);
    const bundles = await database.db.select().from(bundle).where(eq(bundle.sittingId, world.sitting.id));
    expect(bundles.every(({ state }) => state === 'prepared')).toBe(true);
    const mathematics = scripts.filter(({ paperCode }) => paperCode === 'MAT');
    expect(new Set(mathematics.map(({ bundleId }) => bundleId)).size).toBe(3);
    const [now] = await database.db.select().from(sitting).where(eq(sitting.id, world.sitting.id));
    expect(now?.state).toBe('marking');
    expect(await assignCodes(ctx, { sittingId: world.sitting.id })).toMatchObject({
      reason: 'state.refused',
    });
  });

  it('mixes centres: the order of codes does not follow the order of entries', async () => {
    const world = await createSeatedSitting(database.db, { candidates: 60 });
    const { logistics } = await createResultStaff(database.db, world);
    await assignCodes(testContext(database, { actor: logistics.actor }), { sittingId: world.sitting.id });
    const rows = await database.sql<{ table_number: string }[]>`
      select s.table_number from anonymity.code_table c join seat s on s.entry_id = c.entry_id
      where c.sitting_id = ${world.sitting.id} order by c.ctid`;
    const order = rows.map((row) => row.table_number);
    expect(order).toHaveLength(60);
    expect(order).not.toEqual([...order].sort());
  });

  it('refuses another office, a centre without jury, and nobody', async () => {
    const world = await createSeatedSitting(database.db);
    const other = await createSeatedSitting(database.db, { candidates: 0 });
    const { logistics } = await createResultStaff(database.db, other);
    const ctx = testContext(database, { actor: logistics.actor });
    expect(await assignCodes(ctx, { sittingId: world.sitting.id })).toMatchObject({
      reason: 'sitting.notFound',
    });
    expect(await assignCodes(ctx, { sittingId: other.sitting.id })).toMatchObject({
      reason: 'anonymity.nobodySeated',
    });
    await database.db.delete(juryCentre).where(eq(juryCentre.sittingId, world.sitting.id));
    expect(await assignCodes(testContext(database), { sittingId: world.sitting.id })).toMatchObject({
      reason: 'anonymity.centreWithoutJury',
      detail: { candidates: 6 },
    });
    expect(await database.db.select().from(dossier).where(eq(dossier.sittingId, world.sitting.id))).toEqual(
      [],
    );
  });

  it('leaves out no validated candidate unless told to, and waits for a validation under way', async () => {
    const world = await createSeatedSitting(database.db);
    const ctx = testContext(database);
    const place = {
      organisationId: world.organisation.id,
      sittingId: world.sitting.id,
      regionId: world.region.id,
    };
    const late = await createEntry(database.db, { ...place, state: 'paid', series: 'BEPC' });
    const officer = testContext(database.connect());
    let asked: ReturnType<typeof assignCodes> | undefined;
    await withTx(officer, 'validate', {}, async (tx) => {
      await tx.db.select().from(sitting).where(eq(sitting.id, world.sitting.id)).for('share');
      asked = assignCodes(ctx, { sittingId: world.sitting.id });
      await new Promise((later) => setTimeout(later, 200));
      await tx.db.update(entry).set({ state: 'validated' }).where(eq(entry.id, late.id));
    });
    expect(await asked).toMatchObject({ reason: 'anonymity.unseated', detail: { candidates: 1 } });
    const left = await assignCodes(ctx, { sittingId: world.sitting.id, leaveUnseated: true });
    expect(left).toMatchObject({ ok: true, value: { dossiers: 6 } });
  });

  it('counts the sittings of the same examination published before, where the regulation asks for attempts', async () => {
    const ctx = testContext(database);
    const first = await publishEverything(ctx, { candidates: 2 });
    const organisationId = first.organisation.id;
    const rows = await database.db.select().from(entry).where(eq(entry.sittingId, first.sitting.id));
    const [again, other] = rows.map(({ candidateId }) => candidateId);
    const bfem = sampleRegulation('senegal-bfem');
    const [series = ''] = Object.keys(bfem.series);
    const of = { organisationId, regionId: first.region.id, series, fit: true };
    const examStartsOn = new Date(first.sitting.examStartsOn.getTime() + 365 * 24 * 60 * 60_000);
    const next = await createSitting(database.db, {
      ...{ organisationId, examCode: 'BEPC', year: 2028, state: 'seated', regulation: bfem, examStartsOn },
    });
    const [judge] = await database.db
      .insert(jury)
      .values({ sittingId: next.id, number: 1, name: 'Jury 1' })
      .returning();
    const [place] = first.places;
    if (!judge || !place) throw new Error('the factory wrote no place');
    const seatIn = { sittingId: next.id, centreId: place.centre.id, roomId: place.hall.id };
    await database.db
      .insert(juryCentre)
      .values({ sittingId: next.id, juryId: judge.id, centreId: place.centre.id });
    const people = [{ candidateId: again }, { candidateId: other, attempt: 4 }, {}];
    for (const [i, person] of people.entries()) {
      const one = await createEntry(database.db, { ...of, sittingId: next.id, state: 'validated' });
      await database.db
        .update(entry)
        .set({ attempt: 1, ...person })
        .where(eq(entry.id, one.id));
      await database.db.insert(seat).values({
        ...{ ...seatIn, entryId: one.id, seatNumber: i + 1, createdAt: ctx.clock() },
        ...{ tableNumber: `9000${i}`, resultCode: `AGAIN${i}` },
      });
    }
    expect(await assignCodes(ctx, { sittingId: next.id })).toMatchObject({ ok: true });
    const dossiers = await database.db.select().from(dossier).where(eq(dossier.sittingId, next.id));
    expect(dossiers.map(({ facts }) => facts?.attempts).sort()).toEqual([1, 2, 4]);
    const before = await database.db.select().from(dossier).where(eq(dossier.sittingId, first.sitting.id));
    expect(before.map(({ facts }) => facts)).toEqual([null, null]);
  });

  it('is done once by two who ask at the same time', async () => {
    const world = await createSeatedSitting(database.db);
    const ctx = testContext(database);
    const other = testContext(database.connect());
    const command = { sittingId: world.sitting.id };
    const answers = await Promise.all([assignCodes(ctx, command), assignCodes(other, command)]);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(
      await database.db.select().from(dossier).where(eq(dossier.sittingId, world.sitting.id)),
    ).toHaveLength(6);
  });
});

describe('anonymity', () => {
  it('is not lifted before every jury has sealed', async () => {
    const world = await createSeatedSitting(database.db);
    const ctx = testContext(database);
    await assignCodes(ctx, { sittingId: world.sitting.id });
    const answer = await withTx(ctx, 'test', {}, (tx) => unmask(tx, world.sitting.id));
    expect(answer).toMatchObject({ reason: 'anonymity.notSealed', detail: { dossiers: 6 } });
  });

  it('holds in the database: the marking role reads scripts and cannot read whose they are', async () => {
    const asMarking = (query: string) =>
      database.sql.begin(async (sql) => {
        await sql.unsafe('set local role palmares_marking');
        return sql.unsafe(query);
      });
    for (const table of ['script', 'dossier', 'bundle', 'mark_entry'])
      await expect(asMarking(`select * from ${table} limit 1`)).resolves.toBeDefined();
    for (const table of ['anonymity.code_table', 'entry', 'seat', 'candidate', 'user_account'])
      await expect(asMarking(`select * from ${table} limit 1`)).rejects.toMatchObject({ code: '42501' });
    await expect(asMarking(`delete from mark_entry`)).rejects.toMatchObject({ code: '42501' });
  });
});
