import type { JuryDecision } from '#app/domain/deliberation/jury-decision.ts';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import type { Ctx } from '#app/services/context.ts';
import { withTx } from '#db/tx.ts';
import { type BenchRefusal, type DecideRefusal, decideDossier, takeBench } from './decide-dossier.server.ts';

/** As many as a page of a list shows, twice over. */
export const RESCUED_AT_ONCE = 100;

export type RescueDossiers = Pick<JuryDecision, 'decision' | 'reason' | 'members'> & {
  readonly deliberationId: string;
  readonly dossiers: readonly string[];
};

/**
 * The jury rescues several dossiers of a band for one reason: all or none. Each is checked as if alone, and none may have a
 * decision of the jury yet. `deliberation.dossiersMissing` for none or more than `RESCUED_AT_ONCE`; a refusal names the
 * first dossier at fault.
 */
export async function rescueDossiers(
  ctx: Ctx,
  { deliberationId, dossiers, decision, reason, members }: RescueDossiers,
): Promise<Verdict<{ rescued: number }, BenchRefusal | DecideRefusal | 'deliberation.dossiersMissing'>> {
  const chosen = [...new Set(dossiers)].sort();
  if (chosen.length === 0 || chosen.length > RESCUED_AT_ONCE)
    return refuse('deliberation.dossiersMissing', { most: RESCUED_AT_ONCE });
  return withTx(ctx, 'rescueDossiers', { lock: [`deliberation:${deliberationId}`] }, async (tx) => {
    const bench = await takeBench(ctx, tx, deliberationId);
    if (!bench.ok) return bench;
    for (const dossier of chosen) {
      const one: JuryDecision = { dossier, kind: 'rescue', decision, reason, members };
      const answer = await decideDossier(tx, bench.value, one, 0);
      if (!answer.ok) return refuse(answer.reason, { ...answer.detail, dossier });
    }
    return accept({ rescued: chosen.length });
  });
}
