import { asc, eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import type { Actor } from '#app/domain/access/actor.ts';
import type { Regulation } from '#app/domain/regulation/schema.ts';
import type { MarkValue } from '#app/domain/shared/mark.ts';
import { cancelRound } from '#app/services/rounds/cancel-round.server.ts';
import { openRound } from '#app/services/rounds/open-round.server.ts';
import { startRoundMarking } from '#app/services/rounds/start-round-marking.server.ts';
import { message } from '#db/schema/access.ts';
import { claim } from '#db/schema/round.ts';
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
import { answerClaim } from './answer-claim.server.ts';
import { fileClaim } from './file-claim.server.ts';

const database = useDatabase();
const mark = (value: number): MarkValue => ({ state: 'mark', value });
const reason = 'Le total porté sur ma copie est faux.';
const review = { minimumChange: '0.5', always: [{ from: '4.5', below: 5 }] };

/** Niger's series C with a rule of review, everyone called to the second group with 9 everywhere. */
async function published(regulation: Regulation = { ...sampleRegulation('niger-bac'), review }) {
  const ctx = testContext(database);
  const world = await publishEverything(ctx, {
    regulation,
    examCode: 'BAC',
    series: 'C',
    candidates: 2,
    markOf: () => mark(900),
  });
  const office = ctx.as((await createRegistrar(database.db, world)).actor);
  const [mine, other] = await resultsOf(database.db, world.sitting.id, 1);
  if (!mine || !other) throw new Error('two results');
  const me = ctx.as((await claimEntry(database.db, mine.entryId, world)).actor);
  return { ctx, world, office, me, mine, other, sittingId: world.sitting.id };
}

/** What was written to somebody, the oldest first. */
const toldOf = async ({ actor }: { readonly actor: Actor }) => {
  const userId = actor.kind === 'user' ? actor.id : '';
  const rows = await database.db
    .select({ template: message.template })
    .from(message)
    .where(eq(message.userId, userId))
    .orderBy(asc(message.createdAt));
  return rows.map(({ template }) => template);
};

const standing = async (claimId: string) => {
  const [row] = await database.db.select().from(claim).where(eq(claim.id, claimId));
  return row;
};

describe('claiming a mark', () => {
  it('is for the candidate’s own, once a paper, within its time, where the regulation knows reviews', async () => {
    const { ctx, me, mine, other } = await published();
    const entryId = mine.entryId;
    expect(await fileClaim(me, { entryId: other.entryId, paper: 'MAT', reason })).toMatchObject({
      reason: 'entry.notFound',
    });
    expect(await fileClaim(me, { entryId, paper: 'MAT', reason: 'Faux' })).toMatchObject({
      reason: 'claim.reasonMissing',
    });
    for (const paper of ['EPS', 'MAT-O', 'XYZ'])
      expect(await fileClaim(me, { entryId, paper, reason })).toMatchObject({ reason: 'claim.paperRefused' });
    accepted(await fileClaim(me, { entryId, paper: 'MAT', reason }));
    expect(await fileClaim(me, { entryId, paper: 'MAT', reason })).toMatchObject({ reason: 'claim.already' });
    ctx.advance({ days: 31 });
    expect(await fileClaim(me, { entryId, paper: 'PC', reason })).toMatchObject({ reason: 'claim.tooLate' });
    const without = await published(sampleRegulation('niger-bac'));
    expect(
      await fileClaim(without.me, { entryId: without.mine.entryId, paper: 'MAT', reason }),
    ).toMatchObject({ reason: 'claim.noReviewRule' });
    expect(
      await openRound(without.office, {
        sittingId: without.sittingId,
        rule: { kind: 'review' },
        reason: 'Réclamations',
        choicesUntil: null,
      }),
    ).toMatchObject({ reason: 'round.noReviewRule' });
  });

  it('is answered once, by who manages the sitting', async () => {
    const { me, office, world, ctx, mine } = await published();
    const { claimId } = accepted(await fileClaim(me, { entryId: mine.entryId, paper: 'MAT', reason }));
    const yes = { claimId, event: 'accept' as const, answer: 'La copie sera relue.' };
    expect(await answerClaim(ctx.as(world.staff.logistics.actor), yes)).toMatchObject({
      reason: 'claim.notFound',
    });
    expect(await answerClaim(office, { ...yes, answer: ' ' })).toMatchObject({
      reason: 'claim.answerMissing',
    });
    const elsewhere = { ...office, db: database.connect().db };
    const answers = await Promise.all([
      answerClaim(office, yes),
      answerClaim(elsewhere, { ...yes, event: 'reject' }),
    ]);
    expect(answers.map(({ ok }) => ok).sort()).toEqual([false, true]);
    expect(answers.find(({ ok }) => !ok)).toMatchObject({ reason: 'state.refused' });
    const yesWon = answers[0]?.ok;
    expect(await toldOf(me)).toEqual([yesWon ? 'claimAccepted' : 'claimRejected']);
  });
});

describe('reviewing', () => {
  it('incident 13 (Togo): a review after the second group keeps the orals, and says what became of each claim', async () => {
    const { ctx, world, office, me, mine, other, sittingId } = await published();
    const choicesUntil = new Date(ctx.clock().getTime() + 60_000);
    const second = accepted(
      await openRound(office, {
        sittingId,
        rule: { kind: 'secondGroup' },
        reason: 'Second groupe',
        choicesUntil,
      }),
    );
    ctx.advance({ hours: 1 });
    const logistics = ctx.as(world.staff.logistics.actor);
    accepted(await startRoundMarking(logistics, { roundId: second.roundId }));
    await markRound(ctx, world, 2, () => mark(1000));
    await deliberateRound(ctx, world);
    await publishAgain(ctx, world, 'Second groupe');
    const orals = new Map((await resultsOf(database.db, sittingId, 2)).map((one) => [one.entryId, one]));
    expect(orals.get(mine.entryId)).toMatchObject({ decision: 'failed', outcome: { average: 952 } });

    const claims: string[] = [];
    for (const paper of ['FRA', 'HG', 'SVT'])
      claims.push(accepted(await fileClaim(me, { entryId: mine.entryId, paper, reason })).claimId);
    const [kept = '', small = '', refused = ''] = claims;
    for (const claimId of [kept, small])
      accepted(await answerClaim(office, { claimId, event: 'accept', answer: 'La copie sera relue.' }));
    accepted(await answerClaim(office, { claimId: refused, event: 'reject', answer: 'Aucune erreur.' }));
    const command = {
      sittingId,
      rule: { kind: 'review' as const },
      reason: 'Réclamations',
      choicesUntil: null,
    };
    const given = accepted(await openRound(office, command));
    expect(given.candidates).toBe(1);
    accepted(await cancelRound(office, { roundId: given.roundId }));
    expect(await standing(kept)).toMatchObject({ state: 'accepted', roundId: null });
    const { roundId } = accepted(await openRound(office, command));
    expect(accepted(await startRoundMarking(logistics, { roundId }))).toMatchObject({ scripts: 2 });
    await markRound(ctx, world, 4, (_, paper) => mark(paper === 'FRA' ? 1900 : 940));
    await deliberateRound(ctx, world);
    expect(await standing(kept)).toMatchObject({ state: 'accepted' });
    await publishAgain(ctx, world, 'Réclamations');

    const after = new Map((await resultsOf(database.db, sittingId, 3)).map((one) => [one.entryId, one]));
    expect(after.get(mine.entryId)).toMatchObject({
      decision: 'passed',
      outcome: { stage: 'second' },
      snapshot: {
        marks: { FRA: mark(900), 'MAT-O': mark(1000), 'PC-O': mark(1000) },
        reviewed: { FRA: mark(1900), HG: mark(940) },
      },
    });
    expect(after.get(mine.entryId)?.trace).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ step: 'review', paper: 'FRA', first: 900, second: 1900, why: 'enough' }),
        expect.objectContaining({ step: 'review', paper: 'HG', first: 900, second: 940, why: 'tooSmall' }),
      ]),
    );
    expect(after.get(other.entryId)?.snapshot).toEqual(orals.get(other.entryId)?.snapshot);
    expect((await standing(kept))?.state).toBe('decided');
    expect((await standing(small))?.state).toBe('decided');
    expect((await standing(refused))?.state).toBe('rejected');
    const told = (await toldOf(me)).filter((template) => template.startsWith('claim'));
    expect(told.sort()).toEqual([
      ...['claimAccepted', 'claimAccepted', 'claimDecided', 'claimDecided', 'claimRejected'],
    ]);
  });
});
