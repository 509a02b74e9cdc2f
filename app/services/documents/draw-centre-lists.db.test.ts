import { PDFDocument } from 'pdf-lib';
import { expect, test } from 'vitest';
import type { Actor } from '#app/domain/access/actor.ts';
import { seat } from '#db/schema/seating.ts';
import { paperSlot } from '#db/schema/sitting.ts';
import { createSeatedSitting } from '#tests/factories/seated-sitting.ts';
import { useDatabase } from '#tests/setup/database.ts';
import { testContext } from '#tests/setup/test-context.ts';
import { drawAttendanceSheets, drawCentreList } from './draw-centre-lists.server.ts';

const database = useDatabase();

test('a centre has its list, and its attendance sheets once the timetable is there; nobody else’s are drawn', async () => {
  const { sitting, organisation } = await createSeatedSitting(database.db);
  const [first] = await database.db.select().from(seat);
  if (!first) throw new Error('nobody sits');
  const of = { sittingId: sitting.id, centreId: first.centreId };
  const grant = {
    organisationId: organisation.id,
    regionId: null,
    schoolId: null,
    centreId: null,
    juryId: null,
  };
  const holding = (organisationId: string): Actor => ({
    ...{ kind: 'user', id: 'u', label: 'U', locale: 'fr' },
    grants: [{ ...grant, role: 'logistics', organisationId }],
  });
  const ctx = testContext(database, { actor: holding(organisation.id) });

  const list = await drawCentreList(ctx, of);
  if (!list.ok) throw new Error(list.reason);
  expect((await PDFDocument.load(list.value.bytes)).getPageCount()).toBeGreaterThan(0);

  await database.db.delete(paperSlot);
  expect(await drawAttendanceSheets(ctx, of)).toEqual({ ok: false, reason: 'centre.noTimetable' });
  await database.db.insert(paperSlot).values({
    sittingId: sitting.id,
    paperCode: 'MAT',
    startsAt: new Date('2027-06-08T07:00:00Z'),
    minutes: 240,
  });
  expect(await drawAttendanceSheets(ctx, of)).toMatchObject({ ok: true });

  const elsewhere = ctx.as(holding(sitting.id));
  expect(await drawCentreList(elsewhere, of)).toEqual({ ok: false, reason: 'centre.notFound' });
  expect(await drawAttendanceSheets(elsewhere, of)).toEqual({ ok: false, reason: 'centre.notFound' });
  expect(await drawCentreList(ctx, { ...of, centreId: sitting.id })).toMatchObject({ ok: false });
});
