import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { DifferencesTable } from '#app/components/publication/differences-table.tsx';
import { createDeliberated } from '#tests/factories/deliberated.ts';
import { prepareDraft } from '#tests/factories/publish-sitting.ts';
import { answerOf, routeArgs } from '#tests/setup/call-route.ts';
import { useDatabase } from '#tests/setup/database.ts';
import { runJobs } from '#tests/setup/run-jobs.ts';
import * as page from './publication.tsx';

const database = useDatabase();
type Form = Record<string, string>;

async function stage() {
  const world = await createDeliberated(database);
  const params = { sittingId: world.sittingId };
  const send = (who: typeof world.first, form: Form) =>
    answerOf(page.action(routeArgs(world.ctx.as(who.actor), '/x', { params, form })));
  const show = async (who = world.first) => page.loader(routeArgs(world.ctx.as(who.actor), '/x', { params }));
  return { ...world, send, show };
}

const later = (day: string, time: string, more: Form = {}): Form => ({
  do: 'prepare',
  when: 'later',
  'release.day': day,
  'release.month': '3',
  'release.year': '2027',
  releaseTime: time,
  ...more,
});

describe('the page of a publication', () => {
  test('shows work under way and comes again by itself until it is done', async () => {
    const { ctx, first, send, show } = await stage();
    expect(await send(first, { do: 'prepare' })).toMatchObject({ status: 302 });
    const during = await show();
    expect(during.data.draft).toMatchObject({ state: 'building', task: { state: 'queued', total: 4 } });
    expect(new Headers(during.init?.headers).get('Refresh')).toBe('3');
    await runJobs(ctx, ['build-publication']);
    const after = await show();
    expect(after.data.draft).toMatchObject({ state: 'prepared' });
    expect(new Headers(after.init?.headers).get('Refresh')).toBeNull();
  });

  test('reads the hours on the clocks of the office, and waits for them', async () => {
    const { ctx, first, second, send, show } = await stage();
    const early = {
      schools: 'before',
      'schoolsDate.day': '2',
      'schoolsDate.month': '3',
      'schoolsDate.year': '2027',
      schoolsTime: '08:00',
    };
    expect(await send(first, later('2', '18:30', early))).toMatchObject({ status: 302 });
    await runJobs(ctx, ['build-publication']);
    const { draft, timeZone } = (await show()).data;
    expect([timeZone, draft?.releasesAt, draft?.schoolsFrom]).toEqual([
      'Africa/Niamey',
      new Date('2027-03-02T17:30:00Z'),
      new Date('2027-03-02T07:00:00Z'),
    ]);
    const id = draft?.id ?? '';
    expect(await send(second, { do: 'confirm', draft: id, sure: 'yes' })).toMatchObject({ status: 302 });
    await runJobs(ctx, ['write-publication']);
    const waiting = (await show()).data;
    expect(waiting.versions).toMatchObject([{ version: 1, state: 'waiting' }]);
    expect(await send(first, { do: 'prepare', reason: 'Autre' })).toMatchObject({
      data: { errors: { '': ['reasons:publication.waiting'] } },
    });
    expect(await send(first, { do: 'putAside', draft: id })).toMatchObject({
      location: expect.stringContaining('fait=putAside'),
    });
    expect((await show()).data).toMatchObject({ draft: null, versions: [{ state: 'neverRead' }] });
  });

  test('says beside the field what is wrong with an hour, and keeps what was typed', async () => {
    const { first, send } = await stage();
    const wrong = async (form: Form) => (await send(first, form)).data;
    expect(await wrong(later('2', '6 h'))).toMatchObject({
      errors: { releaseTime: ['publishing:form.timeWrong'] },
      values: { releaseTime: '6 h', 'release.day': '2' },
    });
    expect(await wrong({ ...later('2', '18:00'), 'release.day': '31', 'release.month': '2' })).toMatchObject({
      errors: { release: expect.any(Array) },
    });
    expect(await wrong(later('1', '06:00'))).toMatchObject({
      errors: { release: ['reasons:publication.hourPast'] },
    });
    expect(await wrong({ do: 'prepare', schools: 'before' })).toMatchObject({
      errors: { schools: ['publishing:form.schoolsNeedHour'] },
    });
    expect(await wrong({ do: 'prepare', when: 'tomorrow' })).toMatchObject({
      errors: { when: expect.any(Array) },
    });
  });

  test('shows what does not follow from the marks, by code and by no name', async () => {
    const { ctx, first, world, show, sittingId } = await stage();
    await database.sql.begin(async (sql) => {
      await sql`alter table deliberation_result disable trigger user`;
      await sql`update deliberation_result set outcome = jsonb_set(outcome, '{average}', '1251')
        where average = 1250 and deliberation_id in (select id from deliberation where sitting_id = ${sittingId})`;
      await sql`alter table deliberation_result enable trigger user`;
    });
    await prepareDraft(ctx, first, { sittingId });
    const { draft } = (await show()).data;
    const differences = draft?.failure?.differences ?? [];
    expect(differences).toHaveLength(2);
    const html = renderToStaticMarkup(createElement(DifferencesTable, { differences, count: 2 }));
    expect(html).toContain(differences[0]?.dossier);
    expect(html).toMatch(/Moyenne.*1251.*1250/s);
    for (const { entry } of world.seated) expect(html).not.toContain(entry.surname);
  });
});
