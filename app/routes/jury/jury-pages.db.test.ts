import { and, eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import type { FrozenSnapshot } from '#app/domain/deliberation/build-snapshots.ts';
import { nearBands } from '#app/domain/deliberation/near-bands.ts';
import { checkStatistics, countStatistics } from '#app/domain/deliberation/statistics.ts';
import { loadFinalOutcomes } from '#app/services/deliberation/load-deliberation.server.ts';
import { sealDeliberation } from '#app/services/deliberation/seal-deliberation.server.ts';
import { roleGrant, userAccount } from '#db/schema/access.ts';
import { deliberation, juryDecision } from '#db/schema/deliberation.ts';
import { createUser } from '#tests/factories/create-user.ts';
import { openAll } from '#tests/factories/deliberation.ts';
import { accepted, markEverything } from '#tests/factories/marking.ts';
import { sampleRegulation } from '#tests/factories/regulations.ts';
import { createResultStaff, createSeatedSitting } from '#tests/factories/seated-sitting.ts';
import { answerOf, routeArgs } from '#tests/setup/call-route.ts';
import { useDatabase } from '#tests/setup/database.ts';
import { testContext } from '#tests/setup/test-context.ts';
import * as officeMinutes from '../office/minutes.tsx';
import * as officeFile from '../office/minutes-file.ts';
import * as overview from './deliberation.tsx';
import * as dossier from './dossier.tsx';
import * as dossiers from './dossiers.tsx';
import * as minutesFile from './minutes-file.ts';
import * as juries from './my-juries.tsx';

const database = useDatabase();
const PASSWORD = 'correct horse battery';
/** By the order dossiers are met in; the last is absent, the one before cheated in a paper. */
const MARKS = [970, 960, 1250, 800, 1190, 'fraud', 'absent'] as const;

async function sitting() {
  const world = await createSeatedSitting(database.db, { candidates: MARKS.length });
  const staff = await createResultStaff(database.db, world);
  const ctx = testContext(database);
  const order: string[] = [];
  await markEverything(ctx, world, staff, (code, paper) => {
    if (!order.includes(code)) order.push(code);
    const mark = MARKS[order.indexOf(code)] ?? 0;
    if (mark === 'fraud') return paper === 'MAT' ? { state: 'fraud' } : { state: 'mark', value: 1300 };
    return mark === 'absent' ? { state: 'absent' } : { state: 'mark', value: mark };
  });
  const [deliberationId = ''] = await openAll(ctx, world, staff);
  const [board] = staff.boards;
  if (!board) throw new Error('no board');
  const password = await ctx.adapters.passwords.hash(PASSWORD);
  await database.db
    .update(userAccount)
    .set({ passwordHash: password })
    .where(eq(userAccount.id, board.president.id));
  const president = ctx.as(board.president.actor);
  const params = { deliberationId };
  const show = (query = '') => overview.loader(routeArgs(president, `/x${query}`, { params }));
  const list = (query: string) => dossiers.loader(routeArgs(president, `/x${query}`, { params }));
  const send = (form: Record<string, string>) =>
    answerOf(overview.action(routeArgs(president, '/x', { params, form })));
  return { world, staff, ctx, board, president, deliberationId, params, order, show, list, send };
}

describe('the jury’s pages', () => {
  test('count every dossier once, over those present, as the statistics of the publication do', async () => {
    const { deliberationId, show, order, board } = await sitting();
    const [row] = await database.db.select().from(deliberation).where(eq(deliberation.id, deliberationId));
    if (!row) throw new Error('no deliberation');
    const { dossiers: marks } = row.snapshot as FrozenSnapshot;
    await database.db.insert(juryDecision).values({
      ...{ deliberationId, dossier: order[0] ?? '', kind: 'rescue', decision: 'passed', reason: 'Livret' },
      ...{ members: [board.president.id], decidedBy: board.president.id, at: new Date(0) },
    });
    const finals = await loadFinalOutcomes(database.db, deliberationId);
    const expected = countStatistics(
      [...finals].map(([code, outcome]) => ({ outcome, marks: marks[code]?.marks ?? {} })),
    );
    const { counts } = await show();
    expect(counts.whole).toEqual(expected);
    expect(checkStatistics(counts.whole)).toEqual([]);
    expect(counts.whole).toMatchObject({ registered: 7, present: 6, absent: 1 });
    expect(counts.bySeries.map(({ statistics }) => statistics)).toEqual([expected]);
    expect(Object.values(counts.lists).reduce((a, b) => a + b)).toBe(7);
    expect(counts.fraud).toEqual({ all: 1, waiting: 1 });
  });

  test('list by decision, sorted, and by band under each threshold', async () => {
    const { show, list, order } = await sitting();
    const { bands } = await show('?largeur=0.25');
    const byId = new Map(bands.map((band) => [band.id, band]));
    expect(byId.get('rescue-0')).toMatchObject({ inside: 2, decided: 0 });
    expect(bands.find(({ kind, below }) => kind === 'honours' && below === 1200)).toMatchObject({
      inside: 1,
    });
    expect(bands.find(({ kind }) => kind === 'decision')).toMatchObject({ from: 975, inside: 0 });
    const passed = await list('?liste=passed&ordre=lowest');
    expect(passed.found.lines.map(({ average }) => average)).toEqual([1190, 1250]);
    const near = await list('?bande=rescue-0');
    expect(near.found.lines.map(({ dossier: code, rescuable }) => [code, rescuable])).toEqual([
      [order[0], ['passed']],
      [order[1], ['passed']],
    ]);
    const wider = nearBands(sampleRegulation('bepc-sample'), '1').find(({ kind }) => kind === 'honours');
    expect((await list(`?bande=${wider?.id}&largeur=1`)).band).toMatchObject({ below: wider?.below });
    expect((await list('?liste=fraud')).found.lines.map(({ dossier: code }) => code)).toEqual([order[5]]);
    expect((await list('?bande=unknown&liste=nonsense&page=-4')).list).toBe('passed');
  });

  test('rescue several at once for one reason, keeping what was ticked when refused', async () => {
    const { president, params, order, board, list } = await sitting();
    const rescue = (form: Record<string, string>) =>
      answerOf(
        dossiers.action(routeArgs(president, '/x?bande=rescue-0', { params, form: { ...chosen, ...form } })),
      );
    const chosen = { 'chosen[0]': order[0] ?? '', 'chosen[1]': order[1] ?? '', member: board.president.id };
    expect(await rescue({ reason: '' })).toMatchObject({
      status: 422,
      data: {
        errors: { reason: ['reasons:deliberation.reasonMissing?dossier=' + [order[0], order[1]].sort()[0]] },
      },
    });
    expect(await rescue({ reason: 'Livret scolaire' })).toMatchObject({
      status: 302,
      location: expect.stringContaining('rachats=2'),
    });
    expect((await list('?liste=passed')).found.total).toBe(4);
    const elsewhere = routeArgs(president, '/x?liste=passed', { params, form: { reason: 'Livret' } });
    expect(await answerOf(dossiers.action(elsewhere))).toMatchObject({ status: 404 });
  });

  test('show a dossier with its papers, its steps and its history, and never whose it is', async () => {
    const { world, president, params, order, show, list, board } = await sitting();
    const code = order[5] ?? '';
    const inDossier = { params: { ...params, code } };
    const load = () => dossier.loader(routeArgs(president, '/x', inDossier));
    const decide = (form: Record<string, string>) =>
      answerOf(
        dossier.action(
          routeArgs(president, '/x', {
            ...inDossier,
            form: { member: board.president.id, reason: 'Rapport du centre', ...form },
          }),
        ),
      );
    expect((await load()).dossier).toMatchObject({ decision: 'excluded', byJury: false });
    expect(await decide({ choice: 'void.excluded', seen: '0', paper: 'MAT' })).toMatchObject({ status: 302 });
    expect(await decide({ choice: 'exclude.excluded', seen: '0' })).toMatchObject({
      data: { errors: { choice: [`reasons:deliberation.decidedMeanwhile?dossier=${code}`] } },
    });
    const { dossier: shown } = await load();
    expect(shown).toMatchObject({ byJury: true, voided: ['MAT'] });
    expect(shown.decisions).toMatchObject([{ kind: 'void', members: [board.president.actor.label] }]);
    expect(await decide({ choice: 'undo.excluded', seen: '1' })).toMatchObject({ status: 302 });
    expect((await show()).counts.fraud).toEqual({ all: 1, waiting: 0 });
    const pages = JSON.stringify([await show(), await list('?liste=failed'), await load()]);
    for (const { entry, tableNumber, resultCode } of world.seated)
      for (const text of [entry.surname, entry.number, entry.id, tableNumber, resultCode])
        expect(pages).not.toContain(`"${text}"`);
    expect(
      await answerOf(dossier.loader(routeArgs(president, '/x', { params: { ...params, code: 'x' } }))),
    ).toMatchObject({ status: 404 });
  });
});

describe('the seal and the minutes', () => {
  test('take the president’s name and password, and give a file to the jury and the office', async () => {
    const { world, ctx, board, president, deliberationId, params, send, show } = await sitting();
    const name = board.president.actor.label;
    const download = () => answerOf(minutesFile.loader(routeArgs(president, '/x', { params })));
    expect(await send({ do: 'sign', signedAs: name, password: PASSWORD })).toMatchObject({
      data: { errors: { '': ['reasons:minutes.notSealed'] } },
    });
    expect(await send({ do: 'seal', sure: 'yes' })).toMatchObject({ status: 302 });
    expect(await download()).toMatchObject({ status: 404 });
    expect((await show()).signer).toBe(name);
    const wrong = await send({ do: 'sign', signedAs: name, password: 'guess' });
    expect(wrong).toMatchObject({ data: { errors: { password: ['reasons:minutes.passwordWrong'] } } });
    expect(JSON.stringify(wrong)).not.toContain('guess');
    expect(await send({ do: 'sign', signedAs: 'X', password: PASSWORD })).toMatchObject({
      data: { errors: { signedAs: [expect.stringContaining('reasons:minutes.nameDiffers')] } },
    });
    expect(await send({ do: 'sign', signedAs: name, password: PASSWORD })).toMatchObject({ status: 302 });
    expect(await download()).toMatchObject({ status: 200 });
    const grants = [{ role: 'auditor', organisationId: world.organisation.id }] as const;
    const auditor = ctx.as((await createUser(database.db, { grants })).actor);
    const inSitting = { params: { sittingId: world.sitting.id } };
    const { lines } = await officeMinutes.loader(routeArgs(auditor, '/x', inSitting));
    expect(lines).toMatchObject([{ deliberationId, state: 'sealed', signed: { as: name } }]);
    expect(await answerOf(officeFile.loader(routeArgs(auditor, '/x', { params })))).toMatchObject({
      status: 200,
    });
    const other = await createSeatedSitting(database.db, { candidates: 0 });
    const elsewhere = [{ role: 'auditor', organisationId: other.organisation.id }] as const;
    const stranger = ctx.as((await createUser(database.db, { grants: elsewhere })).actor);
    expect(await answerOf(officeFile.loader(routeArgs(stranger, '/x', { params })))).toMatchObject({
      status: 404,
    });
    expect(await answerOf(officeMinutes.loader(routeArgs(stranger, '/x', inSitting)))).toMatchObject({
      status: 404,
    });
  });

  test('are each jury’s own, and the list says which round it is', async () => {
    const { world, ctx, president, params, board, deliberationId } = await sitting();
    accepted(await sealDeliberation(president, { deliberationId }));
    const { juries: mine } = await juries.loader(routeArgs(president, '/jury'));
    expect(mine).toMatchObject([{ round: 1, kind: null, state: 'sealed', signed: false, dossiers: 7 }]);
    const grants = [
      { role: 'juryMember', organisationId: world.organisation.id, juryId: crypto.randomUUID() },
    ] as const;
    const stranger = ctx.as((await createUser(database.db, { grants })).actor);
    for (const loader of [overview.loader, dossiers.loader, minutesFile.loader])
      expect(await answerOf(loader(routeArgs(stranger, '/x', { params })))).toMatchObject({ status: 404 });
    await database.db
      .delete(roleGrant)
      .where(and(eq(roleGrant.userId, board.members[1]?.id ?? ''), eq(roleGrant.role, 'juryMember')));
    expect((await overview.loader(routeArgs(president, '/x', { params }))).members).toHaveLength(2);
  });
});
