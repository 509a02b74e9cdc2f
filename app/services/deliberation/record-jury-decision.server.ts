import type { JuryDecision } from '#app/domain/deliberation/jury-decision.ts';
import type { Verdict } from '#app/domain/shared/verdict.ts';
import type { Ctx } from '#app/services/context.ts';
import { withTx } from '#db/tx.ts';
import { type BenchRefusal, type DecideRefusal, decideDossier, takeBench } from './decide-dossier.server.ts';

export type RecordJuryDecision = JuryDecision & {
  readonly deliberationId: string;
  /** How many decisions of the dossier whoever decides had before their eyes. */
  readonly seen?: number;
};

/**
 * Appends what the jury decided of one dossier: a rescue inside the regulation's band, a reserved case settled, an
 * exclusion, papers voided for fraud, or an earlier decision taken back. With a reason, and the names of the members present
 * who decided, the president among them. Who: `deliberation.conduct` in the jury, present. `deliberation.notFound`,
 * `dossier.notFound`, `deliberation.alreadySealed`, `deliberation.decidedMeanwhile` when another decision of the dossier
 * came first, and the refusals of `checkJuryDecision`.
 */
export async function recordJuryDecision(
  ctx: Ctx,
  { deliberationId, seen, ...decision }: RecordJuryDecision,
): Promise<Verdict<true, BenchRefusal | DecideRefusal>> {
  return withTx(ctx, 'recordJuryDecision', { lock: [`deliberation:${deliberationId}`] }, async (tx) => {
    const bench = await takeBench(ctx, tx, deliberationId);
    return bench.ok ? decideDossier(tx, bench.value, decision, seen) : bench;
  });
}
