import { and, eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import type { RoundRule } from '#app/domain/deliberation/round-rule.ts';
import { script } from '#db/schema/marking.ts';
import { round, roundCandidate } from '#db/schema/round.ts';
import { withTx } from '#db/tx.ts';
import { accepted } from '#tests/factories/marking.ts';
import { publishEverything } from '#tests/factories/publish-everything.ts';
import { claimEntry, createRegistrar, resultsOf } from '#tests/factories/rounds.ts';
import { useDatabase } from '#tests/setup/database.ts';
import { testContext } from '#tests/setup/test-context.ts';
import { choosePapers } from './choose-papers.server.ts';
import { findRoundUnderWay } from './load-round.server.ts';
import { openRound } from './open-round.server.ts';
import { startRoundMarking } from './start-round-marking.server.ts';

const database = useDatabase();
const rule: RoundRule = { kind: 'secondGroup' };

/** Niger's series C, everyone called to the second group. */
async function published() {
  const ctx = testContext(database);
  const world = await publishEverything(ctx, {
    regulation: 'niger-bac',
    examCode: 'BAC',
    series: 'C',
    candidates: 2,
    markOf: () => ({ state: 'mark', value: 900 }),
  });
  const registrar = await createRegistrar(database.db, world);
  const choicesUntil = new Date(ctx.clock().getTime() + 60 * 60_000);
  const command = { sittingId: world.sitting.id, rule, reason: 'Second groupe', choicesUntil };
  return { ctx, world, registrar, command, office: ctx.as(registrar.actor) };
}

describe('two people open a round of one sitting', () => {
  it('one does, the other is told', async () => {
    const { office, command, world } = await published();
    const elsewhere = { ...office, db: database.connect().db };
    const answers = await Promise.all([openRound(office, command), openRound(elsewhere, command)]);
    expect(answers.map(({ ok }) => ok).sort()).toEqual([false, true]);
    expect(answers.find(({ ok }) => !ok)).toMatchObject({ reason: 'round.another' });
    const rows = await database.db.select().from(round).where(eq(round.sittingId, world.sitting.id));
    expect(rows).toHaveLength(1);
  });

  it('control: without the sitting’s lock both see none and both would write one', async () => {
    const { office, command, world, registrar } = await published();
    const sittingId = world.sitting.id;
    const seen: boolean[] = [];
    let bothLooked: () => void = () => undefined;
    const looked = new Promise<void>((resolve) => {
      bothLooked = resolve;
    });
    const unlocked = (db: typeof office.db, number: number) =>
      withTx({ ...office, db }, 'unlocked', {}, async (tx) => {
        seen.push((await findRoundUnderWay(tx.db, sittingId)) === undefined);
        if (seen.length === 2) bothLooked();
        await looked;
        await tx.db.insert(round).values({
          organisationId: world.organisation.id,
          sittingId,
          number,
          kind: 'secondGroup',
          reason: command.reason,
          rule,
          state: 'preparing',
          openedBy: registrar.id,
          openedAt: tx.now,
        });
      });
    await Promise.all([unlocked(office.db, 2), unlocked(database.connect().db, 3)]);
    expect(seen).toEqual([true, true]);
    expect(await database.db.select().from(round).where(eq(round.sittingId, sittingId))).toHaveLength(2);
  });
});

describe('a choice against the start of marking', () => {
  async function choosing() {
    const all = await published();
    const { roundId } = accepted(await openRound(all.office, all.command));
    const [one] = await resultsOf(database.db, all.world.sitting.id, 1);
    const entryId = one?.entryId ?? '';
    const owner = await claimEntry(database.db, entryId, all.world);
    const logistics = all.ctx.as(all.world.staff.logistics.actor);
    return { ...all, roundId, entryId, me: all.ctx.as(owner.actor), logistics };
  }

  it('is in what is marked, or refused: never accepted and left out', async () => {
    for (let attempt = 0; attempt < 4; attempt += 1) {
      const { office, roundId, entryId, logistics, world } = await choosing();
      logistics.advance({ hours: 2 });
      const elsewhere = { ...office, db: database.connect().db };
      const [chosen, started] = await Promise.all([
        choosePapers(elsewhere, { roundId, entryId, papers: ['PHI-O'] }),
        startRoundMarking(logistics, { roundId }),
      ]);
      accepted(started);
      const [part] = await database.db
        .select()
        .from(roundCandidate)
        .where(and(eq(roundCandidate.roundId, roundId), eq(roundCandidate.entryId, entryId)));
      expect(part?.papers).toEqual(chosen.ok ? ['PHI-O'] : ['MAT-O', 'PC-O']);
      if (!chosen.ok) expect(chosen.reason).toBe('round.closed');
      const papers = await database.db
        .select({ paper: script.paperCode })
        .from(script)
        .where(and(eq(script.round, 2), eq(script.sittingId, world.sitting.id)));
      expect(papers.some(({ paper }) => paper === 'PHI-O')).toBe(chosen.ok);
    }
  });

  it('control: without the row held, the database still takes no choice once marking has started', async () => {
    const { roundId, entryId, logistics } = await choosing();
    logistics.advance({ hours: 2 });
    accepted(await startRoundMarking(logistics, { roundId }));
    await expect(
      database.db
        .update(roundCandidate)
        .set({ papers: ['PHI-O'] })
        .where(and(eq(roundCandidate.roundId, roundId), eq(roundCandidate.entryId, entryId))),
    ).rejects.toMatchObject({ cause: { code: '23001' } });
  });
});
