import { and, eq } from 'drizzle-orm';
import { authorise } from '#app/domain/access/actor.ts';
import {
  checkJuryDecision,
  type JuryDecision,
  type JuryRefusal,
} from '#app/domain/deliberation/jury-decision.ts';
import type { Outcome } from '#app/domain/regulation/trace.ts';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import type { Ctx } from '#app/services/context.ts';
import { deliberationResult, juryDecision } from '#db/schema/deliberation.ts';
import { withTx } from '#db/tx.ts';
import { loadDeliberation, loadJury } from './load-deliberation.server.ts';

export type RecordJuryDecision = JuryDecision & { readonly deliberationId: string };

/**
 * Appends what the jury decided of one dossier: a rescue inside the regulation's band, a reserved case settled, an
 * exclusion. With a reason, and the names of the members present who decided, the president among them. Who:
 * `deliberation.conduct` in the jury, present. `deliberation.notFound`, `dossier.notFound`, `deliberation.alreadySealed`
 * and the refusals of `checkJuryDecision`.
 */
export async function recordJuryDecision(
  ctx: Ctx,
  { deliberationId, ...decision }: RecordJuryDecision,
): Promise<
  Verdict<true, JuryRefusal | 'deliberation.notFound' | 'deliberation.alreadySealed' | 'dossier.notFound'>
> {
  return withTx(ctx, 'recordJuryDecision', { lock: [`deliberation:${deliberationId}`] }, async (tx) => {
    const found = await loadDeliberation(tx.db, deliberationId);
    const { actor } = ctx;
    if (!found || actor.kind !== 'user') return refuse('deliberation.notFound');
    const { organisationId, juryId } = found;
    if (!authorise(actor, 'deliberation.conduct', { organisationId, juryId }).ok)
      return refuse('deliberation.notFound');
    if (found.state !== 'open') return refuse('deliberation.alreadySealed');
    const jury = await loadJury(tx.db, found);
    if (!jury.present.includes(actor.id)) return refuse('deliberation.memberNotPresent');
    const [result] = await tx.db
      .select({ outcome: deliberationResult.outcome })
      .from(deliberationResult)
      .where(
        and(
          eq(deliberationResult.deliberationId, deliberationId),
          eq(deliberationResult.dossier, decision.dossier),
        ),
      );
    if (!result) return refuse('dossier.notFound');
    const outcome = result.outcome as Outcome;
    const checked = checkJuryDecision(decision, outcome, jury);
    if (!checked.ok) return checked;
    const members = [...decision.members];
    const reason = decision.reason.trim();
    await tx.db
      .insert(juryDecision)
      .values({ ...decision, members, reason, deliberationId, decidedBy: actor.id, at: tx.now });
    tx.audit({
      organisationId,
      action: `deliberation.${decision.kind}`,
      subject: { type: 'dossier', id: decision.dossier },
      before: outcome.decision,
      after: decision,
      detail: { deliberation: deliberationId, decision: decision.decision },
    });
    return accept();
  });
}
