import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { draftTimetable } from '#app/domain/sitting/draft-timetable.ts';
import type { SittingState } from '#app/domain/sitting/states.ts';
import { auditLog } from '#db/schema/audit.ts';
import { paperSlot, sitting } from '#db/schema/sitting.ts';
import { violatedConstraint } from '#db/tx.ts';
import { createOrganisation } from '#tests/factories/create-organisation.ts';
import { createUser } from '#tests/factories/create-user.ts';
import { sampleRegulation } from '#tests/factories/regulations.ts';
import { createSitting as createSittingRow } from '#tests/factories/sitting.ts';
import { useDatabase } from '#tests/setup/database.ts';
import { testContext } from '#tests/setup/test-context.ts';
import { changeDeadline } from './change-deadline.server.ts';
import { changeTimetable } from './change-timetable.server.ts';
import { closeSitting } from './close-sitting.server.ts';
import { type CreateSitting, createSitting } from './create-sitting.server.ts';
import { openSitting } from './open-sitting.server.ts';
import { reopenSitting } from './reopen-sitting.server.ts';

const database = useDatabase();
const regulation = sampleRegulation('benin-bac');

async function world(state: SittingState = 'draft', { timetable = true } = {}) {
  const office = await createOrganisation(database.db);
  const row = await createSittingRow(database.db, { organisationId: office.id, state });
  if (timetable)
    await database.db
      .insert(paperSlot)
      .values(draftTimetable(regulation, row.examStartsOn).map((slot) => ({ ...slot, sittingId: row.id })));
  const registrar = await createUser(database.db, {
    grants: [{ role: 'registrar', organisationId: office.id }],
  });
  return { office, row, ctx: testContext(database, { actor: registrar.actor }) };
}

const stored = async (id: string) => {
  const [row] = await database.db.select().from(sitting).where(eq(sitting.id, id));
  if (!row) throw new Error('no sitting');
  return row;
};
const actionsOn = async (id: string) =>
  (await database.db.select().from(auditLog).where(eq(auditLog.subjectId, id))).map(({ action }) => action);
const later = (row: { entriesCloseAt: Date }, days: number) =>
  new Date(row.entriesCloseAt.getTime() + days * 24 * 60 * 60_000);

describe('a sitting is opened, closed and opened again', () => {
  test('by its registrar, each step on record', async () => {
    const { ctx, row } = await world();
    const id = { sittingId: row.id };
    expect(await openSitting(ctx, id)).toEqual({ ok: true, value: { state: 'open' } });
    expect(await closeSitting(ctx, id)).toEqual({ ok: true, value: { state: 'closed' } });
    const until = later(row, 10);
    const reopened = await reopenSitting(ctx, { ...id, entriesCloseAt: until, reason: 'Pluies à Tillabéri' });
    expect(reopened).toEqual({ ok: true, value: { state: 'open' } });
    expect(await stored(row.id)).toMatchObject({ state: 'open', entriesCloseAt: until });
    expect(await actionsOn(row.id)).toEqual(['sitting.open', 'sitting.close', 'sitting.reopen']);
  });

  test('not while a paper has no slot, nor after its deadline, nor twice', async () => {
    const bare = await world('draft', { timetable: false });
    expect(await openSitting(bare.ctx, { sittingId: bare.row.id })).toMatchObject({
      reason: 'sitting.notReady',
    });
    expect(await stored(bare.row.id)).toMatchObject({ state: 'draft' });
    const late = await world();
    late.ctx.advance({ days: 31 });
    expect(await openSitting(late.ctx, { sittingId: late.row.id })).toMatchObject({
      reason: 'sitting.deadlinePassed',
    });
    const open = await world('open');
    expect(await openSitting(open.ctx, { sittingId: open.row.id })).toMatchObject({
      reason: 'state.refused',
    });
    const seated = await world('seated');
    expect(
      await reopenSitting(seated.ctx, {
        sittingId: seated.row.id,
        entriesCloseAt: later(seated.row, 5),
        reason: 'Trop tard',
      }),
    ).toMatchObject({ reason: 'state.refused' });
  });

  test('of another organisation, or without the capability, is like none', async () => {
    const { row, office } = await world();
    const other = await world();
    const cashier = await createUser(database.db, {
      grants: [{ role: 'cashier', organisationId: office.id }],
    });
    const refused = { ok: false, reason: 'sitting.notFound' };
    expect(await openSitting(other.ctx, { sittingId: row.id })).toEqual(refused);
    expect(await openSitting(testContext(database, { actor: cashier.actor }), { sittingId: row.id })).toEqual(
      refused,
    );
    const unknown = { sittingId: '00000000-0000-4000-8000-000000000000' };
    expect(await openSitting(other.ctx, unknown)).toEqual(refused);
    expect(await actionsOn(row.id)).toEqual([]);
  });
});

describe('the deadline', () => {
  test('moves with a reason, within what is possible', async () => {
    const { ctx, row } = await world('open');
    const command = { sittingId: row.id, entriesCloseAt: later(row, 7), reason: 'Coupure du réseau' };
    expect(await changeDeadline(ctx, { ...command, reason: ' ' })).toMatchObject({
      reason: 'sitting.reasonMissing',
    });
    expect(await changeDeadline(ctx, { ...command, entriesCloseAt: later(row, 100) })).toMatchObject({
      reason: 'sitting.examBeforeClosing',
    });
    expect(await changeDeadline(ctx, { ...command, entriesCloseAt: later(row, -40) })).toMatchObject({
      reason: 'sitting.deadlinePassed',
    });
    expect((await changeDeadline(ctx, command)).ok).toBe(true);
    expect((await stored(row.id)).entriesCloseAt).toEqual(command.entriesCloseAt);
    const [line] = await database.db.select().from(auditLog).where(eq(auditLog.subjectId, row.id));
    expect(line?.detail).toMatchObject({
      reason: 'Coupure du réseau',
      from: row.entriesCloseAt.toISOString(),
    });
  });
});

describe('a new sitting', () => {
  const draftOf = (row: typeof sitting.$inferSelect): CreateSitting => ({
    examId: row.examId,
    year: row.year + 1,
    name: { fr: 'Baccalauréat 2028', en: 'Baccalaureate 2028' },
    regulationVersionId: row.regulationVersionId,
    feeScheduleId: row.feeScheduleId,
    entriesOpenAt: later(row, 300),
    entriesCloseAt: later(row, 360),
    examStartsOn: new Date(row.examStartsOn.getTime() + 364 * 24 * 60 * 60_000),
    resultsExpectedOn: null,
    timetable: 'lastSitting',
  });

  test('is a draft whose timetable is the last one moved, and can be opened', async () => {
    const { ctx, row } = await world('published');
    const made = await createSitting(ctx, draftOf(row));
    if (!made.ok) throw new Error(made.reason);
    const { sittingId } = made.value;
    expect(await stored(sittingId)).toMatchObject({
      state: 'draft',
      year: 2028,
      organisationId: row.organisationId,
    });
    const before = await database.db.select().from(paperSlot).where(eq(paperSlot.sittingId, row.id));
    const after = await database.db.select().from(paperSlot).where(eq(paperSlot.sittingId, sittingId));
    expect(after).toHaveLength(before.length);
    expect((await openSitting(ctx, { sittingId })).ok).toBe(true);
  });

  test('is refused a second time in a year, with parts of another organisation, or to a stranger', async () => {
    const { ctx, row } = await world('published');
    const command = draftOf(row);
    expect(await createSitting(ctx, { ...command, year: row.year })).toMatchObject({
      reason: 'sitting.yearTaken',
    });
    const other = await world();
    expect(await createSitting(ctx, { ...command, feeScheduleId: other.row.feeScheduleId })).toMatchObject({
      reason: 'sitting.partNotFound',
    });
    expect(await createSitting(other.ctx, command)).toEqual({ ok: false, reason: 'exam.notFound' });
  });
});

describe('the timetable', () => {
  test('is replaced whole, and a clash is refused with its papers', async () => {
    const { ctx, row } = await world();
    const slots = draftTimetable(regulation, row.examStartsOn);
    const [first, second, ...rest] = slots;
    if (!first || !second) throw new Error('no slots');
    const clash = [first, { ...second, startsAt: first.startsAt }, ...rest];
    expect(await changeTimetable(ctx, { sittingId: row.id, slots: clash })).toMatchObject({
      reason: 'sitting.timetableRefused',
      detail: { problem: 'sitting.slotClash', paper: first.paperCode },
    });
    const shorter = slots.map((slot) => ({ ...slot, minutes: 120 }));
    expect((await changeTimetable(ctx, { sittingId: row.id, slots: shorter })).ok).toBe(true);
    const written = await database.db.select().from(paperSlot).where(eq(paperSlot.sittingId, row.id));
    expect(new Set(written.map(({ minutes }) => minutes))).toEqual(new Set([120]));
  });

  test('incident 1 (Niger 2022): the database itself keeps one slot for a paper, whatever the series', async () => {
    const { ctx, row } = await world();
    const [slot] = draftTimetable(regulation, row.examStartsOn);
    if (!slot) throw new Error('no slot');
    const later = { ...slot, startsAt: new Date(slot.startsAt.getTime() + 7 * 86_400_000) };
    expect(await changeTimetable(ctx, { sittingId: row.id, slots: [slot, later] })).toMatchObject({
      reason: 'sitting.timetableRefused',
    });
    await database.db.delete(paperSlot).where(eq(paperSlot.sittingId, row.id));
    const rows = [slot, later].map((one) => ({ ...one, sittingId: row.id }));
    const refused = await database.db
      .insert(paperSlot)
      .values(rows)
      .catch((error: unknown) => violatedConstraint(error));
    expect(refused).toBe('paper_slot_one_for_all_series');
  });
});
