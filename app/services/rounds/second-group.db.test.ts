import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import type { Regulation } from '#app/domain/regulation/schema.ts';
import { localClock } from '#app/domain/shared/local-moment.ts';
import { openDeliberation } from '#app/services/deliberation/open-deliberation.server.ts';
import { preparePublication } from '#app/services/publication/prepare-publication.server.ts';
import { message } from '#db/schema/access.ts';
import { bundle, script } from '#db/schema/marking.ts';
import { publication } from '#db/schema/publication.ts';
import { round, roundCandidate } from '#db/schema/round.ts';
import { createOrganisation } from '#tests/factories/create-organisation.ts';
import { createUser } from '#tests/factories/create-user.ts';
import { accepted } from '#tests/factories/marking.ts';
import { publishEverything } from '#tests/factories/publish-everything.ts';
import { sampleRegulation } from '#tests/factories/regulations.ts';
import {
  claimEntry,
  createRegistrar,
  deliberateRound,
  markRound,
  publishAgain,
  resultsOf,
} from '#tests/factories/rounds.ts';
import { useDatabase } from '#tests/setup/database.ts';
import { testContext } from '#tests/setup/test-context.ts';
import { cancelRound } from './cancel-round.server.ts';
import { choosePapers } from './choose-papers.server.ts';
import { openRound } from './open-round.server.ts';
import { startRoundMarking } from './start-round-marking.server.ts';

const database = useDatabase();
const mark = (value: number) => ({ state: 'mark', value }) as const;
const niger = sampleRegulation('niger-bac');

/** Niger's series C published: one passed, two called to the second group with 9 everywhere, one failed. */
async function published(regulation: Regulation = niger) {
  const ctx = testContext(database);
  const averages = [1200, 900, 900, 500];
  const order: string[] = [];
  const world = await publishEverything(ctx, {
    regulation,
    examCode: 'BAC',
    series: 'C',
    candidates: 4,
    juries: 2,
    markOf: (dossier) => {
      if (!order.includes(dossier)) order.push(dossier);
      return mark(averages[order.indexOf(dossier)] ?? 0);
    },
  });
  const registrar = await createRegistrar(database.db, world);
  const first = await resultsOf(database.db, world.sitting.id, 1);
  const called = first.filter(({ decision }) => decision === 'secondGroup').map(({ entryId }) => entryId);
  const choicesUntil = new Date(ctx.clock().getTime() + 60 * 60_000);
  const command = {
    sittingId: world.sitting.id,
    rule: { kind: 'secondGroup' as const },
    reason: 'Second groupe d’épreuves',
    choicesUntil,
  };
  return { ctx, world, registrar, first, called, command, office: ctx.as(registrar.actor) };
}

async function opened(regulation?: Regulation) {
  const all = await published(regulation);
  const { roundId } = accepted(await openRound(all.office, all.command));
  return { ...all, roundId };
}

describe('opening a second group', () => {
  it('takes those called to it by what was published, and is the registrar’s to do', async () => {
    const { ctx, office, command, called, world } = await published();
    const elsewhere = await createOrganisation(database.db);
    const stranger = await createUser(database.db, {
      grants: [{ role: 'registrar', organisationId: elsewhere.id }],
    });
    expect(await openRound(ctx.as(stranger.actor), command)).toMatchObject({ reason: 'sitting.notFound' });
    expect(await openRound(ctx.as(world.staff.logistics.actor), command)).toMatchObject({
      reason: 'sitting.notFound',
    });
    const { roundId, number, candidates } = accepted(await openRound(office, command));
    expect([number, candidates]).toEqual([2, 2]);
    const rows = await database.db.select().from(roundCandidate).where(eq(roundCandidate.roundId, roundId));
    expect(rows.map(({ entryId }) => entryId).sort()).toEqual([...called].sort());
  });

  it('gives the hours of the regulation from the first release when the office says nothing, and no more', async () => {
    const stages = niger.stages.map((stage) =>
      stage.mode === 'sum' ? stage : { ...stage, chosenWithinHours: 12 },
    );
    const { ctx, office, command } = await published({ ...niger, stages });
    const end = new Date(ctx.clock().getTime() + 12 * 60 * 60_000);
    const late = { ...command, choicesUntil: new Date(end.getTime() + 60_000) };
    ctx.advance({ hours: 1 });
    expect(await openRound(office, late)).toMatchObject({ reason: 'round.untilTooLate' });
    const { roundId } = accepted(await openRound(office, { ...command, choicesUntil: null }));
    const [row] = await database.db.select().from(round).where(eq(round.id, roundId));
    expect(row?.choicesUntil).toEqual(end);
  });

  it('tells who has a proven contact what to choose, until when and where, and that it is given up', async () => {
    const { office, world, called, command } = await published();
    const owner = await claimEntry(database.db, called[0] ?? '', world);
    const { roundId } = accepted(await openRound(office, command));
    const told = () => database.db.select().from(message).where(eq(message.userId, owner.id));
    const clock = localClock(command.choicesUntil, world.organisation.profile.timeZone);
    expect(await told()).toEqual([
      expect.objectContaining({
        template: 'secondGroupChoice',
        values: expect.objectContaining({
          path: `/espace/inscriptions/${called[0]}/tour`,
          untilDay: clock.date,
          untilTime: clock.time,
        }),
      }),
    ]);
    accepted(await cancelRound(office, { roundId }));
    expect((await told()).map(({ template }) => template).sort()).toEqual([
      'roundCancelled',
      'secondGroupChoice',
    ]);
  });

  it('is refused while another round is under way, and possible again once that is given up', async () => {
    const { office, command, roundId } = await opened();
    expect(await openRound(office, command)).toMatchObject({ reason: 'round.another' });
    accepted(await cancelRound(office, { roundId }));
    expect(await cancelRound(office, { roundId })).toMatchObject({ reason: 'state.refused' });
    expect(accepted(await openRound(office, command)).number).toBe(3);
  });
});

describe('choosing papers', () => {
  it('is the candidate’s within the time, the office’s until marking starts', async () => {
    const { ctx, office, world, roundId, called } = await opened();
    const [mine = '', other = ''] = called;
    const owner = await claimEntry(database.db, mine, world);
    const me = ctx.as(owner.actor);
    const papers = ['MAT-O', 'PC-O'];
    expect(await choosePapers(me, { roundId, entryId: other, papers })).toMatchObject({
      reason: 'round.notFound',
    });
    expect(await choosePapers(me, { roundId, entryId: mine, papers: ['HG-O'] })).toMatchObject({
      reason: 'round.paperNotOffered',
    });
    expect(await choosePapers(me, { roundId, entryId: mine, papers })).toEqual({ ok: true, value: papers });
    expect(accepted(await choosePapers(me, { roundId, entryId: mine, papers: ['PHI-O'] }))).toEqual([
      'PHI-O',
    ]);
    const logistics = ctx.as(world.staff.logistics.actor);
    expect(await startRoundMarking(logistics, { roundId })).toMatchObject({ reason: 'round.choicesOpen' });
    ctx.advance({ hours: 2 });
    expect(await choosePapers(me, { roundId, entryId: mine, papers })).toMatchObject({
      reason: 'round.choicesOver',
    });
    accepted(await choosePapers(office, { roundId, entryId: mine, papers }));
    expect(accepted(await startRoundMarking(logistics, { roundId }))).toEqual({
      candidates: 2,
      scripts: 4,
      bundles: expect.any(Number),
      defaulted: 1,
    });
    expect(await choosePapers(office, { roundId, entryId: other, papers })).toMatchObject({
      reason: 'round.closed',
    });
    const [row] = await database.db.select().from(roundCandidate).where(eq(roundCandidate.entryId, other));
    expect(row).toMatchObject({ papers: ['MAT-O', 'PC-O'], chosenBy: null });
  });
});

describe('a second group, to its publication', () => {
  const modes = [
    // 9 everywhere, 23 coefficients: 207 points; two orals of coefficient 6 at 16.
    { mode: 'replaceBest', average: 1265, decision: 'passed' },
    { mode: 'add', average: 1140, decision: 'passed' },
    { mode: 'standalone', average: 1600, decision: 'passed' },
  ] as const;

  it.each(modes)('brings the orals in by the regulation’s mode: $mode', async ({ mode, ...expected }) => {
    const regulation = {
      ...niger,
      stages: niger.stages.map((stage) => (stage.code === 'second' ? { ...stage, mode } : stage)),
      series: {
        ...niger.series,
        C: {
          name: { fr: 'C', en: 'C' },
          papers: (niger.series.C?.papers ?? []).map(({ replaces, ...paper }) =>
            mode === 'replaceBest' && replaces ? { ...paper, replaces } : paper,
          ),
        },
      },
    };
    const { ctx, world, roundId, called, first, command } = await opened(regulation);
    ctx.advance({ hours: 2 });
    accepted(await startRoundMarking(ctx.as(world.staff.logistics.actor), { roundId }));
    await markRound(ctx, world, 2, () => mark(1600));
    await deliberateRound(ctx, world);
    const second = await publishAgain(ctx, world, command.reason);
    expect(second.version).toBe(2);
    const results = await resultsOf(database.db, world.sitting.id, 2);
    for (const { entryId, decision, outcome, honours } of results) {
      if (called.includes(entryId))
        expect({ decision, average: outcome.average, honours }).toEqual({ ...expected, honours: null });
      else expect(decision).toBe(first.find((one) => one.entryId === entryId)?.decision);
    }
    const [row] = await database.db.select().from(round).where(eq(round.id, roundId));
    expect(row?.state).toBe('published');
    expect(await resultsOf(database.db, world.sitting.id, 1)).toEqual(first);
    const versions = await database.db
      .select({ version: publication.version, reason: publication.reason })
      .from(publication)
      .where(eq(publication.sittingId, world.sitting.id))
      .orderBy(publication.version);
    expect(versions).toEqual([
      { version: 1, reason: null },
      { version: 2, reason: command.reason },
    ]);
  });

  it('waits for every bundle and every seal of its own, while a correction of the first may still be published', async () => {
    const { ctx, world, roundId, command } = await opened();
    ctx.advance({ hours: 2 });
    accepted(await startRoundMarking(ctx.as(world.staff.logistics.actor), { roundId }));
    const scripts = await database.db.select().from(script).where(eq(script.round, 2));
    const juries = new Map(world.juries.map(({ id }, i) => [id, world.staff.boards[i]]));
    const opening = [...juries].map(
      ([juryId, board]) =>
        () =>
          openDeliberation(ctx.as(board?.president.actor ?? ctx.actor), { juryId }),
    );
    expect(scripts.length).toBeGreaterThan(0);
    const answers = [];
    for (const open of opening) answers.push(await open());
    expect(answers.map((answer) => !answer.ok && answer.reason)).toContain('deliberation.bundlesOpen');
    accepted(
      await preparePublication(ctx.as(world.staff.publishers[0].actor), {
        sittingId: world.sitting.id,
        reason: 'Nom corrigé',
      }),
    );
    await markRound(ctx, world, 2, () => mark(1600));
    const busy = [];
    for (const open of opening) busy.push(await open());
    expect(busy.map((answer) => !answer.ok && answer.reason)).toContain('deliberation.publicationUnderWay');
    await publishAgain(ctx, world, command.reason);
    const now = [];
    for (const open of opening) now.push(await open());
    expect(now.some(({ ok }) => ok)).toBe(true);
    expect(
      await preparePublication(ctx.as(world.staff.publishers[0].actor), {
        sittingId: world.sitting.id,
        reason: command.reason,
      }),
    ).toMatchObject({ reason: 'round.notSealed' });
    const bundles = await database.db.select().from(bundle).where(eq(bundle.sittingId, world.sitting.id));
    expect(new Set(bundles.map(({ round: number }) => number))).toEqual(new Set([1, 2]));
  });
});
