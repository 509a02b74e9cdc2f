import { and, eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import type { FrozenSnapshot } from '#app/domain/deliberation/build-snapshots.ts';
import type { PublishedResult } from '#app/domain/publication/published-result.ts';
import { loadSittingFacts } from '#app/services/documents/load-sitting-facts.server.ts';
import { deliberation, deliberationResult, juryDecision } from '#db/schema/deliberation.ts';
import { publishedResult } from '#db/schema/publication.ts';
import { withTx } from '#db/tx.ts';
import { openAll, sealAll } from '#tests/factories/deliberation.ts';
import { accepted, markEverything } from '#tests/factories/marking.ts';
import { publishSitting } from '#tests/factories/publish-sitting.ts';
import { sampleRegulation } from '#tests/factories/regulations.ts';
import { createResultStaff, createSeatedSitting } from '#tests/factories/seated-sitting.ts';
import { useDatabase } from '#tests/setup/database.ts';
import { testContext } from '#tests/setup/test-context.ts';
import { carryVoids } from './carry-voids.server.ts';
import { loadFinalOutcomes } from './load-deliberation.server.ts';
import { recordJuryDecision } from './record-jury-decision.server.ts';

const database = useDatabase();
const bepc = sampleRegulation('bepc-sample');
/** Fraud in a paper counts 0 there, and the candidate stays in. */
const regulation = { ...bepc, states: { ...bepc.states, fraud: 'zero' as const } };

/** Two candidates of 12.50; one of them loses a paper. */
async function voided() {
  const world = await createSeatedSitting(database.db, { candidates: 2, regulation });
  const staff = await createResultStaff(database.db, world);
  const ctx = testContext(database);
  await markEverything(ctx, world, staff, () => ({ state: 'mark', value: 1250 }));
  const ids = await openAll(ctx, world, staff);
  const [deliberationId = ''] = ids;
  const [board] = staff.boards;
  if (!board) throw new Error('no board');
  const president = ctx.as(board.president.actor);
  const [first] = await database.db
    .select({ dossier: deliberationResult.dossier, average: deliberationResult.average })
    .from(deliberationResult)
    .where(eq(deliberationResult.deliberationId, deliberationId))
    .orderBy(deliberationResult.dossier);
  const dossier = first?.dossier ?? '';
  const base = { deliberationId, dossier, decision: 'passed', members: [board.president.id] } as const;
  accepted(
    await recordJuryDecision(president, { ...base, kind: 'void', reason: 'Antisèche', papers: ['COM'] }),
  );
  return { world, staff, ctx, ids, deliberationId, president, dossier, base, before: first?.average ?? 0 };
}

describe('papers voided for fraud', () => {
  it('count as the regulation says from then on, in what is published too', async () => {
    const { world, staff, ctx, ids, deliberationId, dossier, before } = await voided();
    const final = (await loadFinalOutcomes(database.db, deliberationId)).get(dossier);
    expect(final?.average).toBeLessThan(before);
    expect(final).toMatchObject({ jury: { kind: 'void' } });
    await sealAll(ctx, world, staff, ids);
    const publicationId = await publishSitting(ctx, staff.publishers, { sittingId: world.sitting.id });
    const rows = await database.db
      .select()
      .from(publishedResult)
      .where(eq(publishedResult.publicationId, publicationId));
    const bodies = rows.map(({ body }) => body as PublishedResult);
    const cheated = bodies.find(({ ruling }) => ruling?.kind === 'void');
    expect(cheated?.snapshot.marks.COM).toEqual({ state: 'fraud' });
    expect(cheated?.outcome.average).toBe(final?.average);
    expect(JSON.stringify(cheated?.trace)).toContain('"state":"fraud"');
    expect(bodies.filter(({ ruling }) => ruling === null)).toHaveLength(1);
  });

  /** The next round of the same jury, opened on the same marks. */
  async function nextRound(
    { ctx, world, deliberationId }: Awaited<ReturnType<typeof voided>>,
    round: number,
  ) {
    return withTx(ctx, 'openNextRound', {}, async (tx) => {
      const [row] = await tx.db.select().from(deliberation).where(eq(deliberation.id, deliberationId));
      const facts = await loadSittingFacts(tx.db, world.sitting.id);
      if (!row || !facts) throw new Error('no deliberation');
      const { id: _, ...same } = row;
      const [next] = await tx.db
        .insert(deliberation)
        .values({ ...same, round })
        .returning();
      const opened = { deliberationId: next?.id ?? '', juryId: row.juryId };
      const outcomes = await carryVoids(tx, opened, row.snapshot as FrozenSnapshot, facts.regulation);
      return { id: opened.deliberationId, dossiers: [...outcomes.keys()] };
    });
  }

  it('stay voided in later rounds, in the words of the jury that voided them', async () => {
    const all = await voided();
    const second = await nextRound(all, 2);
    expect(second.dossiers).toEqual([all.dossier]);
    const [written] = await database.db
      .select()
      .from(juryDecision)
      .where(and(eq(juryDecision.deliberationId, second.id), eq(juryDecision.dossier, all.dossier)));
    expect(written).toMatchObject({ kind: 'void', papers: ['COM'], reason: 'Antisèche' });
    expect((await nextRound(all, 3)).dossiers).toEqual([all.dossier]);
  });

  it('are not carried once they were taken back', async () => {
    const all = await voided();
    accepted(
      await recordJuryDecision(all.president, { ...all.base, kind: 'undo', reason: 'Erreur de copie' }),
    );
    expect((await nextRound(all, 2)).dossiers).toEqual([]);
  });
});
