import { and, eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import type { MarkValue } from '#app/domain/shared/mark.ts';
import { countOpenBundles } from '#app/services/deliberation/freeze-marks.server.ts';
import { openDeliberation } from '#app/services/deliberation/open-deliberation.server.ts';
import { recordJuryDecision } from '#app/services/deliberation/record-jury-decision.server.ts';
import { deliberation } from '#db/schema/deliberation.ts';
import { script } from '#db/schema/marking.ts';
import { publication } from '#db/schema/publication.ts';
import { roundCandidate } from '#db/schema/round.ts';
import { withTx } from '#db/tx.ts';
import { openAll, sealAll } from '#tests/factories/deliberation.ts';
import { accepted, startMarking } from '#tests/factories/marking.ts';
import { publishEverything } from '#tests/factories/publish-everything.ts';
import { publishSitting } from '#tests/factories/publish-sitting.ts';
import {
  claimEntry,
  createRegistrar,
  deliberateRound,
  enterEverything,
  markRound,
  publishAgain,
  resultsOf,
} from '#tests/factories/rounds.ts';
import { createResultStaff, createSeatedSitting } from '#tests/factories/seated-sitting.ts';
import { useDatabase } from '#tests/setup/database.ts';
import { testContext } from '#tests/setup/test-context.ts';
import { choosePapers, chooseResit } from './choose-papers.server.ts';
import { openRound } from './open-round.server.ts';
import { replacePaper } from './replace-paper.server.ts';
import { startRoundMarking } from './start-round-marking.server.ts';

const database = useDatabase();
const mark = (value: number): MarkValue => ({ state: 'mark', value });

/** The same marks in every paper for each dossier, in the order in which they are met. */
function inOrder(values: readonly number[]) {
  const order: string[] = [];
  const markOf = (dossier: string): MarkValue => {
    if (!order.includes(dossier)) order.push(dossier);
    return mark(values[order.indexOf(dossier)] ?? 0);
  };
  return { order, markOf };
}

describe('a paper sat again after publication', () => {
  it('incident 2 (Niger 2023): compulsory for the failed, a choice for the passed, the better mark kept, no decision lowered, published twice with a reason', async () => {
    const ctx = testContext(database);
    const { order, markOf } = inOrder([1200, 1100, 1000, 950, 600]);
    const world = await publishEverything(ctx, { candidates: 5, juries: 2, markOf });
    const sittingId = world.sitting.id;
    const office = ctx.as((await createRegistrar(database.db, world)).actor);
    const first = await resultsOf(database.db, sittingId, 1);
    const byAverage = [...first].sort((a, b) => (b.outcome.average ?? 0) - (a.outcome.average ?? 0));
    const [top, optsIn, barely, near, far] = byAverage.map(({ entryId }) => entryId);
    if (!top || !optsIn || !barely || !near || !far) throw new Error('five candidates');

    const reason = 'Sujet de mathématiques divulgué : épreuve reprise';
    const choicesUntil = new Date(ctx.clock().getTime() + 24 * 60 * 60_000);
    const rule = { kind: 'resit' as const, paper: 'MAT', series: ['BEPC'] };
    const { roundId, candidates } = accepted(
      await openRound(office, { sittingId, rule, reason, choicesUntil }),
    );
    expect(candidates).toBe(5);
    const parts = await database.db.select().from(roundCandidate).where(eq(roundCandidate.roundId, roundId));
    const compulsory = parts.filter((one) => one.compulsory).map(({ entryId }) => entryId);
    expect(compulsory.sort()).toEqual([near, far].sort());

    const chooser = ctx.as((await claimEntry(database.db, optsIn, world)).actor);
    const failed = ctx.as((await claimEntry(database.db, far, world)).actor);
    accepted(await chooseResit(chooser, { roundId, entryId: optsIn, again: true }));
    accepted(await chooseResit(office, { roundId, entryId: barely, again: true }));
    expect(await chooseResit(failed, { roundId, entryId: far, again: false })).toMatchObject({
      reason: 'round.compulsory',
    });
    expect(await choosePapers(chooser, { roundId, entryId: optsIn, papers: ['MAT'] })).toMatchObject({
      reason: 'round.notFound',
    });
    ctx.advance({ days: 1 });
    expect(await chooseResit(chooser, { roundId, entryId: optsIn, again: false })).toMatchObject({
      reason: 'round.choicesOver',
    });
    const started = accepted(await startRoundMarking(ctx.as(world.staff.logistics.actor), { roundId }));
    expect(started).toMatchObject({ candidates: 4, scripts: 4 });

    // 1100 and 950 do better, 1000 does worse and 600 isn't there.
    const again: readonly MarkValue[] = [mark(0), mark(1800), mark(200), mark(1500), { state: 'absent' }];
    await markRound(ctx, world, 2, (dossier) => again[order.indexOf(dossier)] ?? mark(0));
    await deliberateRound(ctx, world);
    await publishAgain(ctx, world, reason);

    const second = new Map((await resultsOf(database.db, sittingId, 2)).map((one) => [one.entryId, one]));
    const told = [top, optsIn, barely, near, far].map((entryId) => {
      const one = second.get(entryId);
      return [one?.decision, one?.outcome.average];
    });
    // Mathematics counts 3 of 15: a rise of 7 points in it is one of 1.4 in the average.
    expect(told).toEqual([
      ['passed', 1200],
      ['passed', 1240],
      ['passed', 1000],
      ['passed', 1060],
      ['failed', 600],
    ]);
    expect(second.get(barely)?.snapshot).toMatchObject({
      marks: { MAT: mark(1000) },
      resat: { MAT: mark(200) },
    });
    expect(second.get(top)?.snapshot).not.toHaveProperty('resat');
    expect(await resultsOf(database.db, sittingId, 1)).toEqual(first);
    const versions = await database.db
      .select({ version: publication.version, reason: publication.reason })
      .from(publication)
      .where(eq(publication.sittingId, sittingId))
      .orderBy(publication.version);
    expect(versions).toEqual([
      { version: 1, reason: null },
      { version: 2, reason },
    ]);
    const [round1] = await database.db
      .select()
      .from(deliberation)
      .where(and(eq(deliberation.sittingId, sittingId), eq(deliberation.round, 1)));
    expect(round1?.state).toBe('sealed');
  });

  it('keeps a rescue of the first jury, which the next one sees with its reason', async () => {
    const ctx = testContext(database);
    const { order, markOf } = inOrder([970, 600]);
    const world = await createSeatedSitting(database.db, { candidates: 2 });
    const staff = await createResultStaff(database.db, world);
    await startMarking(ctx, world, staff);
    const all = { ...world, staff };
    await enterEverything(ctx, all, markOf);
    const [deliberationId = ''] = await openAll(ctx, world, staff);
    const [board] = staff.boards;
    const near = order[0] ?? '';
    const rescue = { dossier: near, kind: 'rescue', decision: 'passed', reason: 'Livret scolaire' } as const;
    accepted(
      await recordJuryDecision(ctx.as(board?.president.actor ?? ctx.actor), {
        deliberationId,
        ...rescue,
        members: [board?.president.id ?? ''],
      }),
    );
    await sealAll(ctx, world, staff, [deliberationId]);
    const sittingId = world.sitting.id;
    await publishSitting(ctx, staff.publishers, { sittingId });
    const office = ctx.as((await createRegistrar(database.db, world)).actor);
    const choicesUntil = new Date(ctx.clock().getTime() + 60_000);
    const rule = { kind: 'resit' as const, paper: 'MAT', series: ['BEPC'] };
    const { roundId } = accepted(
      await openRound(office, { sittingId, rule, reason: 'Sujet divulgué', choicesUntil }),
    );
    const [rescued] = (await resultsOf(database.db, sittingId, 1)).filter(({ ruling }) => ruling !== null);
    accepted(await chooseResit(office, { roundId, entryId: rescued?.entryId ?? '', again: true }));
    ctx.advance({ hours: 1 });
    accepted(await startRoundMarking(ctx.as(staff.logistics.actor), { roundId }));
    await markRound(ctx, all, 2, () => mark(1000));
    await deliberateRound(ctx, all);
    await publishAgain(ctx, all, 'Sujet divulgué');
    const after = (await resultsOf(database.db, sittingId, 2)).find(
      ({ entryId }) => entryId === rescued?.entryId,
    );
    expect(after).toMatchObject({
      decision: 'passed',
      outcome: { decision: 'failed', average: 976 },
      ruling: { kind: 'rescue', reason: 'Livret scolaire' },
    });
  });
});

describe('a paper annulled before any jury met', () => {
  it('incident 3 (Burkina 2017): is sat again by everyone within the sitting, and the first mark never counts', async () => {
    const ctx = testContext(database);
    const { markOf } = inOrder([1200, 1200, 1200]);
    const world = await createSeatedSitting(database.db, { candidates: 3 });
    const staff = await createResultStaff(database.db, world);
    const all = { ...world, staff };
    const sittingId = world.sitting.id;
    const office = ctx.as(staff.logistics.actor);
    const command = { sittingId, paper: 'MAT', series: ['BEPC'], reason: 'Mauvaise enveloppe ouverte' };
    expect(await replacePaper(office, command)).toMatchObject({ reason: 'state.refused' });
    await startMarking(ctx, world, staff);
    expect(await replacePaper(office, { ...command, reason: ' ' })).toMatchObject({
      reason: 'round.reasonMissing',
    });
    expect(await replacePaper(office, { ...command, paper: 'XYZ' })).toMatchObject({
      reason: 'round.paperUnknown',
    });
    expect(accepted(await replacePaper(office, command))).toEqual({ scripts: 3, bundles: 1 });
    expect(await replacePaper(office, command)).toMatchObject({ reason: 'round.alreadyReplaced' });
    await enterEverything(ctx, all, markOf, { leave: ['MAT'] });
    const juryId = world.juries[0]?.id ?? '';
    const open = await withTx(ctx, 'test', {}, (tx) => countOpenBundles(tx.db, juryId, 1));
    expect(open).toBe(1);
    await markRound(ctx, all, 1, () => mark(600));
    const ids = await openAll(ctx, world, staff);
    expect(await replacePaper(office, command)).toMatchObject({ reason: 'state.refused' });
    await sealAll(ctx, world, staff, ids);
    await publishSitting(ctx, staff.publishers, { sittingId });
    const results = await resultsOf(database.db, sittingId, 1);
    expect(results.map(({ outcome, snapshot }) => [outcome.average, snapshot.marks.MAT])).toEqual(
      Array.from({ length: 3 }, () => [1080, mark(600)]),
    );
    const scripts = await database.db
      .select({ origin: script.origin })
      .from(script)
      .where(and(eq(script.sittingId, sittingId), eq(script.paperCode, 'MAT')));
    expect(scripts.map(({ origin }) => origin).sort()).toEqual([
      ...Array.from({ length: 3 }, () => 'resit'),
      ...Array.from({ length: 3 }, () => 'sitting'),
    ]);
    expect(
      await openDeliberation(ctx.as(staff.boards[0]?.president.actor ?? ctx.actor), { juryId }),
    ).toMatchObject({ reason: 'deliberation.alreadyOpen' });
  });
});
