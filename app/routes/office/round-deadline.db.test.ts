import { expect, test } from 'vitest';
import { localClock } from '#app/domain/shared/local-moment.ts';
import { publishEverything } from '#tests/factories/publish-everything.ts';
import { sampleRegulation } from '#tests/factories/regulations.ts';
import { createRegistrar } from '#tests/factories/rounds.ts';
import { answerOf, routeArgs } from '#tests/setup/call-route.ts';
import { useDatabase } from '#tests/setup/database.ts';
import { testContext } from '#tests/setup/test-context.ts';
import { loader, action as openOne } from './rounds.tsx';

const database = useDatabase();
const niger = sampleRegulation('niger-bac');

test('the form of a second group is filled with the regulation’s last moment, and refuses a later one beside the date', async () => {
  const ctx = testContext(database);
  const stages = niger.stages.map((stage) =>
    stage.mode === 'sum' ? stage : { ...stage, chosenWithinHours: 12 },
  );
  const world = await publishEverything(ctx, {
    regulation: { ...niger, stages },
    examCode: 'BAC',
    series: 'C',
    candidates: 1,
    markOf: () => ({ state: 'mark', value: 900 }),
  });
  const office = ctx.as((await createRegistrar(database.db, world)).actor);
  const params = { sittingId: world.sitting.id };
  const end = new Date(ctx.clock().getTime() + 12 * 60 * 60_000);
  const { date, time } = localClock(end, world.organisation.profile.timeZone);
  const page = await answerOf(loader(routeArgs(office, '/x?ouvrir=secondGroup', { params })));
  expect(page.data).toMatchObject({ kind: 'secondGroup', limit: { at: end, date, time } });
  const resit = await answerOf(loader(routeArgs(office, '/x?ouvrir=resit', { params })));
  expect(resit.data).toMatchObject({ kind: 'resit', limit: null });
  const [year = '', month = '', day = ''] = date.split('-');
  const open = (form: Record<string, string>) => answerOf(openOne(routeArgs(office, '/x', { params, form })));
  const form = { kind: 'secondGroup', reason: 'Second groupe', 'untilOn.day': day, 'untilOn.month': month };
  const late = await open({ ...form, 'untilOn.year': String(Number(year) + 1), untilAt: time });
  expect(late).toMatchObject({
    status: 422,
    data: { values: { untilAt: time }, errors: { untilOn: [expect.stringContaining('untilTooLate')] } },
  });
  const opened = await open({ ...form, 'untilOn.year': year, untilAt: time });
  expect(opened.location).toContain('/tours/2?fait=opened');
});
