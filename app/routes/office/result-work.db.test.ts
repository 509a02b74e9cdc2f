import { describe, expect, test } from 'vitest';
import { formatCode } from '#app/domain/anonymity/code.ts';
import { createUser } from '#tests/factories/create-user.ts';
import { listBundles, listScripts } from '#tests/factories/marking.ts';
import { createResultStaff, createSeatedSitting } from '#tests/factories/seated-sitting.ts';
import { answerOf, routeArgs } from '#tests/setup/call-route.ts';
import { useDatabase } from '#tests/setup/database.ts';
import { runJobs } from '#tests/setup/run-jobs.ts';
import { ANONYMOUS, testContext } from '#tests/setup/test-context.ts';
import * as deliberation from '../jury/deliberation.tsx';
import * as juries from '../jury/my-juries.tsx';
import * as openJury from '../jury/open-jury.ts';
import * as grid from '../marker/bundle-grid.tsx';
import * as mine from '../marker/my-bundles.tsx';
import * as bundles from './bundles.tsx';
import * as publication from './publication.tsx';

const database = useDatabase();

async function seated() {
  const world = await createSeatedSitting(database.db, { candidates: 2 });
  const staff = await createResultStaff(database.db, world);
  return { world, staff, ctx: testContext(database), params: { sittingId: world.sitting.id } };
}

type World = Awaited<ReturnType<typeof seated>>;
type Form = Record<string, string>;
const { stringify } = JSON;

/** Every page of the way, as its own people see and send it. */
function pages({ staff, ctx, params }: World) {
  const office = ctx.as(staff.logistics.actor);
  const board = staff.boards[0] ?? expect.fail('no board');
  return {
    board,
    office: (form: Form) => answerOf(bundles.action(routeArgs(office, '/x', { params, form }))),
    lots: (query = '') => bundles.loader(routeArgs(office, `/x${query}`, { params })),
    key: (marker: 0 | 1 | 2, bundleId: string, form: Form) =>
      answerOf(
        grid.action(routeArgs(ctx.as(staff.markers[marker].actor), '/x', { params: { bundleId }, form })),
      ),
    sheet: (marker: 0 | 1 | 2, bundleId: string) =>
      grid.loader(routeArgs(ctx.as(staff.markers[marker].actor), '/x', { params: { bundleId } })),
    list: (marker: 0 | 1 | 2) => mine.loader(routeArgs(ctx.as(staff.markers[marker].actor), '/correction')),
  };
}

async function handedOut() {
  const world = await seated();
  const page = pages(world);
  await page.office({ do: 'codes' });
  const all = await listBundles(database.db, world.world.sitting.id);
  const [one, two] = world.staff.markers;
  for (const { id } of all) await page.office({ do: 'handOut', bundle: id, first: one.id, second: two.id });
  const [first] = all;
  if (!first) throw new Error('no bundle');
  return { ...world, page, all, bundleId: first.id, scripts: await listScripts(database.db, first.id) };
}

const marksOf = (scripts: readonly { code: string }[], values: readonly string[]): Form =>
  Object.fromEntries(scripts.map(({ code }, i) => [`mark.${code}`, values[i] ?? '']));

describe('the marker’s sheet', () => {
  test('shows codes and one’s own marks, and nothing of the other person or the candidates', async () => {
    const { page, bundleId, scripts, world } = await handedOut();
    await page.key(0, bundleId, marksOf(scripts, ['12,5', 'ABS']));
    const [own, other] = [await page.sheet(0, bundleId), await page.sheet(1, bundleId)];
    expect(own.grid.rows.map(({ mark }) => mark)).toEqual([
      { state: 'mark', value: 1250 },
      { state: 'absent' },
    ]);
    expect(other.grid.rows.map(({ mark }) => mark)).toEqual([null, null]);
    const { entry, tableNumber, resultCode } = world.seated[0] ?? expect.fail('nobody');
    for (const secret of [entry.surname ?? '', entry.id, entry.number ?? '', tableNumber, resultCode])
      expect(stringify([own, other, await page.list(0)])).not.toContain(secret);
    await expect(page.sheet(2, bundleId)).rejects.toMatchObject({ status: 404 });
  });

  test('a refused sheet keeps what was typed and says what is wrong beside each row', async () => {
    const { page, bundleId, scripts } = await handedOut();
    const form = marksOf(scripts, ['21', '12']);
    const answer = await page.key(0, bundleId, form);
    const [bad] = scripts;
    expect(answer).toMatchObject({
      status: 422,
      data: { values: form, errors: { [`mark.${bad?.code}`]: ['reasons:mark.unreadable?maximum=20'] } },
    });
    expect((await page.sheet(0, bundleId)).grid.rows.every(({ mark }) => mark === null)).toBe(true);
    expect(await page.key(0, bundleId, marksOf(scripts, ['11', '12']))).toMatchObject({
      location: `/correction/${bundleId}?notes=2`,
    });
    expect(await page.key(0, bundleId, marksOf(scripts, ['10', '12']))).toMatchObject({
      status: 422,
      data: { errors: { reason: [`reasons:mark.reasonMissing?script=${bad?.code}`] } },
    });
  });

  test('a reason is kept without what no database keeps, and no longer than one is read', async () => {
    const { page, bundleId, scripts } = await handedOut();
    await page.key(0, bundleId, marksOf(scripts, ['11', '12']));
    const changed = marksOf(scripts, ['10', '12']);
    expect(await page.key(0, bundleId, { ...changed, reason: 'x'.repeat(301) })).toMatchObject({
      status: 422,
    });
    expect(await page.key(0, bundleId, { ...changed, reason: 'mis\0read' })).toMatchObject({ status: 302 });
    const rows = await database.sql`select reason from mark_entry where reason is not null`;
    expect(rows.map(({ reason }) => reason)).toEqual(['misread']);
  });

  test('the third person sees only what differs', async () => {
    const { page, bundleId, scripts, staff } = await handedOut();
    await page.key(0, bundleId, marksOf(scripts, ['11', '12']));
    await page.key(1, bundleId, marksOf(scripts, ['11', '13']));
    expect((await page.lots()).lines[0]).toMatchObject({ agreed: 1, disagreed: 1 });
    expect(await page.office({ do: 'close', bundle: bundleId })).toMatchObject({
      status: 422,
      data: { errors: { '': ['reasons:bundle.marksDisagree?scripts=1'] } },
    });
    await page.office({ do: 'assign', bundle: bundleId, pass: '3', marker: staff.markers[2].id });
    const { rows } = (await page.sheet(2, bundleId)).grid;
    expect(rows.map(({ code, differing }) => [code, differing])).toEqual([
      [
        scripts[1]?.code,
        [
          { state: 'mark', value: 1200 },
          { state: 'mark', value: 1300 },
        ],
      ],
    ]);
    await page.key(2, bundleId, { [`mark.${scripts[1]?.code}`]: '12' });
    expect(await page.office({ do: 'close', bundle: bundleId })).toMatchObject({ status: 302 });
    expect((await page.lots('?etat=closed')).counts).toMatchObject({ closed: 1, handedOut: 7 });
  });
});

describe('from marks to a publication, page by page', () => {
  test('is done by each in turn, and by nobody else', async () => {
    const { page, all, ctx, staff, params, world } = await handedOut();
    for (const { id } of all) {
      const scripts = await listScripts(database.db, id);
      for (const marker of [0, 1] as const) await page.key(marker, id, marksOf(scripts, ['9,7', '9,7']));
      await page.office({ do: 'close', bundle: id });
    }
    const president = ctx.as(page.board.president.actor);
    const [jury] = (await juries.loader(routeArgs(president, '/jury'))).juries;
    expect(jury).toMatchObject({ dossiers: 2, openBundles: 0, deliberationId: null });
    const opened = await answerOf(
      openJury.action(routeArgs(president, '/x', { params: { juryId: jury?.id ?? '' }, form: {} })),
    );
    const deliberationId = /^\/jury\/([0-9a-f-]{36})\?fait=opened$/.exec(opened.location ?? '')?.[1] ?? '';
    const inJury = { deliberationId };
    const send = (who: typeof president, form: Form) =>
      answerOf(deliberation.action(routeArgs(who, '/x', { params: inJury, form })));
    await send(president, { do: 'join' });
    const member = ctx.as(page.board.members[0]?.actor ?? president.actor);
    await send(member, { do: 'join' });
    const shown = await deliberation.loader(routeArgs(president, '/x?liste=near', { params: inJury }));
    expect(shown.counts).toMatchObject({ near: 2, failed: 2, passed: 0 });
    expect(stringify(shown)).not.toContain(world.seated[0]?.entry.surname ?? '-');
    const dossier = shown.lines[0]?.dossier ?? '';
    expect(formatCode(dossier)).toMatch(/^\w{4}-\w{4}$/);
    const rescue = {
      do: 'record',
      dossier,
      choice: 'rescue.passed',
      member: president.actor.kind === 'user' ? president.actor.id : '',
    };
    expect(await send(president, { ...rescue, reason: '' })).toMatchObject({
      status: 422,
      data: { errors: { reason: ['reasons:deliberation.reasonMissing'] } },
    });
    expect(await send(president, { ...rescue, reason: 'Livret scolaire' })).toMatchObject({ status: 302 });
    expect(await send(president, { do: 'seal' })).toMatchObject({
      status: 422,
      data: { errors: { sure: ['marking:jury.sealMissing'] } },
    });
    expect(await send(member, { do: 'seal', sure: 'yes' })).toMatchObject({ status: 404 });
    expect(await send(president, { do: 'seal', sure: 'yes' })).toMatchObject({ status: 302 });

    const [a, b] = staff.publishers;
    const publish = (who: typeof a, form: Form) =>
      answerOf(publication.action(routeArgs(ctx.as(who.actor), '/x', { params, form })));
    expect(await publish(a, { do: 'prepare' })).toMatchObject({ status: 302 });
    await runJobs(ctx, ['build-publication']);
    const { draft } = (await publication.loader(routeArgs(ctx.as(b.actor), '/x', { params }))).data;
    expect(draft?.statistics?.whole.byDecision).toMatchObject({ passed: 1, failed: 1 });
    const confirm = { do: 'confirm', draft: draft?.id ?? '', sure: 'yes' };
    expect(await publish(a, confirm)).toMatchObject({
      data: { errors: { '': ['reasons:publication.samePerson'] } },
    });
    expect(await publish(b, { do: 'confirm', draft: draft?.id ?? '' })).toMatchObject({ status: 422 });
    expect(await publish(b, confirm)).toMatchObject({
      location: `/bureau/sessions/${world.sitting.id}/publication?fait=published`,
    });
    await runJobs(ctx, ['write-publication', 'release-publication']);
    const { versions } = (await publication.loader(routeArgs(ctx.as(a.actor), '/x', { params }))).data;
    expect(versions).toMatchObject([{ version: 1, state: 'read' }]);
  });

  test('strangers are sent to sign in, and other offices find nothing', async () => {
    const { world, params, ctx } = await seated();
    const other = await createSeatedSitting(database.db, { candidates: 0 });
    const staff = await createResultStaff(database.db, other);
    const call = (load: typeof bundles.loader | typeof publication.loader, who: typeof ctx) =>
      answerOf(load(routeArgs(who, '/x', { params })));
    expect(await call(bundles.loader, ctx.as(ANONYMOUS))).toMatchObject({ status: 302 });
    expect(await call(bundles.loader, ctx.as(staff.logistics.actor))).toMatchObject({ status: 404 });
    expect(await call(publication.loader, ctx.as(staff.publishers[0].actor))).toMatchObject({ status: 404 });
    const nobody = await createUser(database.db);
    expect(await call(publication.loader, ctx.as(nobody.actor))).toMatchObject({ status: 404 });
    expect(world.sitting.state).toBe('seated');
  });
});
