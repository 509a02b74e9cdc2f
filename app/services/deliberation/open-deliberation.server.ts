import { eq } from 'drizzle-orm';
import { authorise } from '#app/domain/access/actor.ts';
import { type FrozenSnapshot, hashFrozen } from '#app/domain/deliberation/build-snapshots.ts';
import { evaluatePrepared } from '#app/domain/regulation/evaluate.ts';
import { hashRegulation } from '#app/domain/regulation/hash-regulation.ts';
import { prepareRegulation } from '#app/domain/regulation/prepare-regulation.ts';
import type { Regulation } from '#app/domain/regulation/schema.ts';
import type { Outcome, TraceStep } from '#app/domain/regulation/trace.ts';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import type { Ctx } from '#app/services/context.ts';
import { loadSittingFacts } from '#app/services/documents/load-sitting-facts.server.ts';
import { deliberation, deliberationResult } from '#db/schema/deliberation.ts';
import { jury } from '#db/schema/seating.ts';
import { type Tx, withTx } from '#db/tx.ts';
import { enterRound } from './enter-round.server.ts';
import { countOpenBundles, freezeMarks } from './freeze-marks.server.ts';
import { renewDecisions } from './renew-decisions.server.ts';

/** Results to an insert: each carries its trace. */
const BATCH = 1000;

export type OpenDeliberationRefusal =
  | 'jury.notFound'
  | 'state.refused'
  | 'deliberation.alreadyOpen'
  | 'deliberation.bundlesOpen'
  | 'deliberation.nobody'
  | 'deliberation.publicationUnderWay'
  | 'deliberation.regulationChanged';

/**
 * Opens a jury's deliberation of the round its sitting is in, once every bundle with a script of its candidates is closed:
 * the marks are frozen by code, each dossier that takes part is evaluated with the sitting's regulation, and the outcome is
 * kept with its trace and both digests. Who: `deliberation.conduct` in that jury. `jury.notFound` (unknown or out of scope),
 * `deliberation.bundlesOpen` with how many, `deliberation.alreadyOpen`, `deliberation.nobody` for a jury no candidate of
 * which takes part, `deliberation.publicationUnderWay` while a publication is being prepared, and
 * `deliberation.regulationChanged` when the regulation isn't what its digest says.
 */
export async function openDeliberation(
  ctx: Ctx,
  { juryId }: { readonly juryId: string },
): Promise<Verdict<{ deliberationId: string; dossiers: number }, OpenDeliberationRefusal>> {
  const [known] = await ctx.db.select().from(jury).where(eq(jury.id, juryId));
  if (!known) return refuse('jury.notFound');
  const lock = [`sitting:${known.sittingId}`, `jury:${juryId}`];
  return withTx(ctx, 'openDeliberation', { lock }, async (tx) => {
    const facts = await loadSittingFacts(tx.db, known.sittingId);
    const target = { organisationId: facts?.organisation.id ?? '', juryId };
    if (!facts || !authorise(ctx.actor, 'deliberation.conduct', target).ok) return refuse('jury.notFound');
    const entered = await enterRound(tx, facts, juryId);
    if (!entered.ok) return entered;
    const { number, kind } = entered.value;
    const { regulation, regulationHash } = facts;
    if (hashRegulation(regulation) !== regulationHash) return refuse('deliberation.regulationChanged');
    const open = await countOpenBundles(tx.db, juryId, number);
    if (open > 0) return refuse('deliberation.bundlesOpen', { bundles: open });
    const frozen = await freezeMarks(tx.db, { juryId, round: number, regulation, regulationHash });
    const dossiers = Object.keys(frozen.dossiers).length;
    if (dossiers === 0) return refuse('deliberation.nobody');
    const snapshotHash = hashFrozen(frozen);
    const [row] = await tx.db
      .insert(deliberation)
      .values({
        organisationId: facts.organisation.id,
        sittingId: known.sittingId,
        juryId,
        round: number,
        regulationVersionId: facts.sitting.regulationVersionId,
        regulationHash,
        snapshotHash,
        snapshot: frozen,
        state: 'open',
        openedAt: tx.now,
      })
      .returning({ id: deliberation.id });
    if (!row) throw new Error('no deliberation row');
    const outcomes = await writeResults(tx, row.id, frozen, regulation);
    const lowerIsBetter = regulation.scale.better === 'lower';
    const renewed = kind
      ? await renewDecisions(tx, { deliberationId: row.id, juryId, kind, lowerIsBetter }, outcomes)
      : 0;
    tx.audit({
      organisationId: facts.organisation.id,
      action: 'deliberation.open',
      subject: { type: 'deliberation', id: row.id },
      after: { regulationHash, snapshotHash },
      detail: { jury: known.number, round: number, dossiers, renewed, snapshotHash },
    });
    return accept({ deliberationId: row.id, dossiers });
  });
}

async function writeResults(
  tx: Tx,
  deliberationId: string,
  { dossiers }: FrozenSnapshot,
  regulation: Regulation,
): Promise<ReadonlyMap<string, Outcome>> {
  const prepared = prepareRegulation(regulation);
  const rows = Object.entries(dossiers).map(([code, snapshot]) => {
    const trace: TraceStep[] = [];
    const outcome = evaluatePrepared(snapshot, prepared, trace);
    const { decision, average, honours } = outcome;
    return { deliberationId, dossier: code, decision, average, honours, outcome, trace };
  });
  for (let start = 0; start < rows.length; start += BATCH)
    await tx.db.insert(deliberationResult).values(rows.slice(start, start + BATCH));
  return new Map(rows.map(({ dossier, outcome }) => [dossier, outcome]));
}
