import { beforeAll, describe, expect, test } from 'vitest';
import { publishEverything } from '#tests/factories/publish-everything.ts';
import { sampleRegulation } from '#tests/factories/regulations.ts';
import { claimEntry, createRegistrar, resultsOf } from '#tests/factories/rounds.ts';
import { answerOf, routeArgs } from '#tests/setup/call-route.ts';
import { useDatabase } from '#tests/setup/database.ts';
import { type TestContext, testContext } from '#tests/setup/test-context.ts';
import { loader as ownClaims } from '../candidate/entry-claims.tsx';
import { action as chooseOwn, loader as ownRound } from '../candidate/entry-round.tsx';
import { action as sendClaim } from '../candidate/new-claim.tsx';
import { action as answerOne } from './claim.tsx';
import { loader as listClaims } from './claims.tsx';
import { action as actOnRound } from './round.tsx';
import { loader as csv } from './round-csv.ts';
import { loader as pdf } from './round-list.ts';
import { loader as listRounds, action as openOne } from './rounds.tsx';
import { loader as sittingPage } from './sitting.tsx';

const database = useDatabase();
let office: TestContext;
let logistics: TestContext;
let candidate: TestContext;
let sittingId = '';
let entryId = '';
let centreId = '';

beforeAll(async () => {
  const ctx = testContext(database);
  const regulation = { ...sampleRegulation('niger-bac'), review: { minimumChange: '0.5' } };
  const world = await publishEverything(ctx, {
    regulation,
    examCode: 'BAC',
    series: 'C',
    candidates: 2,
    markOf: () => ({ state: 'mark', value: 900 }),
  });
  sittingId = world.sitting.id;
  const [mine] = await resultsOf(database.db, sittingId, 1);
  entryId = mine?.entryId ?? '';
  centreId = mine?.centre.id ?? '';
  office = ctx.as((await createRegistrar(database.db, world)).actor);
  logistics = ctx.as(world.staff.logistics.actor);
  candidate = ctx.as((await claimEntry(database.db, entryId, world)).actor);
});

const errorsOf = ({ data }: { data: unknown }) =>
  typeof data === 'object' && data !== null && 'errors' in data ? data.errors : undefined;
const rounds = () => `/bureau/sessions/${sittingId}/tours`;
const mine = () => `/espace/inscriptions/${entryId}`;
const open = (form: Record<string, string>) =>
  answerOf(openOne(routeArgs(office, rounds(), { params: { sittingId }, form })));
const choose = (form: Record<string, string>) =>
  answerOf(chooseOwn(routeArgs(candidate, `${mine()}/tour`, { params: { entryId }, form })));
const claim = (form: Record<string, string>) =>
  answerOf(sendClaim(routeArgs(candidate, `${mine()}/reclamations/nouvelle`, { params: { entryId }, form })));

describe('a round, page by page', () => {
  test('opens from a form that says beside each field what is missing, and loses nothing', async () => {
    const bad = await open({ kind: 'resit', paper: 'MAT', sitsAt: '25:00', reason: 'Sujet divulgué' });
    expect(bad.status).toBe(422);
    expect(errorsOf(bad)).toMatchObject({
      series: expect.anything(),
      sitsOn: expect.anything(),
      sitsAt: ['rounds:open.badTime'],
      untilOn: expect.anything(),
      untilAt: expect.anything(),
    });
    expect(bad.data).toMatchObject({ values: { reason: 'Sujet divulgué', paper: 'MAT' } });
    const past = { 'untilOn.day': '1', 'untilOn.month': '1', 'untilOn.year': '2020', untilAt: '08:00' };
    const late = await open({ kind: 'secondGroup', reason: 'Second groupe', ...past });
    expect(errorsOf(late)).toEqual({ untilOn: ['reasons:round.untilPast'] });
    const until = { 'untilOn.day': '2', 'untilOn.month': '3', 'untilOn.year': '2027', untilAt: '18:00' };
    const opened = await open({ kind: 'secondGroup', reason: 'Second groupe', ...until });
    expect(opened.location).toBe(`${rounds()}/2?fait=opened`);
    const list = await answerOf(listRounds(routeArgs(office, rounds(), { params: { sittingId } })));
    expect(list.data).toMatchObject({
      can: { open: false, wait: true },
      rounds: [{ number: 2, candidates: 2 }],
    });
    const sitting = await answerOf(sittingPage(routeArgs(office, '/x', { params: { sittingId } })));
    expect(sitting.data).toMatchObject({
      progress: {
        published: { version: 1 },
        round: { number: 2, kind: 'secondGroup', state: 'preparing' },
        claims: 0,
        draft: null,
      },
      can: { minutes: true },
    });
  });

  test('asks the candidate, has it checked, and takes it', async () => {
    expect((await choose({ intent: 'check' })).status).toBe(422);
    expect(errorsOf(await choose({ intent: 'check', papers: 'HG-O' }))).toEqual({
      papers: ['reasons:round.paperNotOffered'],
    });
    const asked = await choose({ intent: 'check', papers: 'MAT-O' });
    expect(asked.location).toBe(`${mine()}/tour?choix=MAT-O`);
    expect((await choose({ intent: 'confirm', papers: 'MAT-O' })).location).toBe(`${mine()}/tour?fait=1`);
    const page = await answerOf(ownRound(routeArgs(candidate, `${mine()}/tour`, { params: { entryId } })));
    expect(page.data).toMatchObject({
      round: { papers: [{ code: 'MAT-O' }], chosen: true },
      mayChoose: true,
    });
  });

  test('prints lists by centre, and one for all', async () => {
    const params = { sittingId, number: '2', centreId };
    const list = await pdf(routeArgs(logistics, `${rounds()}/2/convocations/${centreId}`, { params }));
    expect((await list.text()).slice(0, 5)).toBe('%PDF-');
    const lines = (
      await (await csv(routeArgs(logistics, `${rounds()}/2/convocations.csv`, { params }))).text()
    )
      .trim()
      .split('\r\n');
    expect(lines).toHaveLength(2);
    expect(lines[1]).toContain('Mathématiques');
  });

  test('is not started by the registrar, nor while choices are awaited', async () => {
    const params = { sittingId, number: '2' };
    const start = (ctx: TestContext) =>
      answerOf(actOnRound(routeArgs(ctx, `${rounds()}/2`, { params, form: { intent: 'start' } })));
    expect((await start(office)).status).toBe(404);
    expect(errorsOf(await start(logistics))).toEqual({ '': ['reasons:round.choicesOpen'] });
    expect(
      (
        await answerOf(
          actOnRound(routeArgs(office, `${rounds()}/9`, { params: { ...params, number: '9' }, form: {} })),
        )
      ).status,
    ).toBe(404);
  });
});

describe('a claim, page by page', () => {
  test('is asked paper then reason, checked, sent, and answered', async () => {
    expect((await claim({ intent: 'paper', paper: 'MAT' })).location).toBe(
      `${mine()}/reclamations/nouvelle?epreuve=MAT`,
    );
    const short = await claim({ intent: 'check', paper: 'MAT', reason: 'Faux' });
    expect(short).toMatchObject({ status: 422, data: { values: { reason: 'Faux' } } });
    const reason = 'Le total de ma copie est faux.';
    expect((await claim({ intent: 'check', paper: 'MAT', reason })).data).toMatchObject({
      checking: true,
      values: { reason },
    });
    expect((await claim({ intent: 'send', paper: 'MAT', reason })).location).toBe(
      `${mine()}/reclamations?fait=1`,
    );
    expect((await claim({ intent: 'send', paper: 'MAT', reason })).status).toBe(422);
    const all = await answerOf(
      listClaims(
        routeArgs(office, `/bureau/sessions/${sittingId}/reclamations?etat=filed`, { params: { sittingId } }),
      ),
    );
    expect(all.data).toMatchObject({ total: 1, rows: [{ paper: 'MAT', state: 'filed' }] });
    const { rows } = all.data as { rows: { id: string }[] };
    const claimId = rows[0]?.id ?? '';
    const answer = (form: Record<string, string>) =>
      answerOf(answerOne(routeArgs(office, '/', { params: { sittingId, claimId }, form })));
    expect(errorsOf(await answer({ event: 'accept' }))).toHaveProperty('answer');
    expect((await answer({ event: 'accept', answer: 'Votre copie sera relue.' })).status).toBe(302);
    const shown = await answerOf(
      ownClaims(routeArgs(candidate, `${mine()}/reclamations`, { params: { entryId } })),
    );
    expect(shown.data).toMatchObject({ claims: [{ state: 'accepted', answer: 'Votre copie sera relue.' }] });
  });
});
