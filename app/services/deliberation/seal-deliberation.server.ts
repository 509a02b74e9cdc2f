import { and, eq } from 'drizzle-orm';
import { authorise } from '#app/domain/access/actor.ts';
import { canSeal, type SealRefusal } from '#app/domain/deliberation/can-seal.ts';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import type { Ctx } from '#app/services/context.ts';
import { deliberation } from '#db/schema/deliberation.ts';
import { withTx } from '#db/tx.ts';
import { loadDeliberation, loadFinalOutcomes, loadJury } from './load-deliberation.server.ts';

/**
 * The president seals: no further decision, and anonymity may then be lifted. Final. Who: `deliberation.seal` in the
 * jury. `deliberation.notFound`, and the refusals of `canSeal` (quorum, president present, no mark awaited).
 */
export async function sealDeliberation(
  ctx: Ctx,
  { deliberationId }: { readonly deliberationId: string },
): Promise<Verdict<{ dossiers: number }, SealRefusal | 'deliberation.notFound'>> {
  return withTx(ctx, 'sealDeliberation', { lock: [`deliberation:${deliberationId}`] }, async (tx) => {
    const found = await loadDeliberation(tx.db, deliberationId);
    const { actor } = ctx;
    if (!found || actor.kind !== 'user') return refuse('deliberation.notFound');
    const { organisationId, juryId } = found;
    if (!authorise(actor, 'deliberation.seal', { organisationId, juryId }).ok)
      return refuse('deliberation.notFound');
    const jury = await loadJury(tx.db, found);
    const outcomes = await loadFinalOutcomes(tx.db, deliberationId);
    const allowed = canSeal({ state: found.state, jury, outcomes: [...outcomes.values()] });
    if (!allowed.ok) return allowed;
    await tx.db
      .update(deliberation)
      .set({ state: 'sealed', sealedAt: tx.now, sealedBy: actor.id })
      .where(and(eq(deliberation.id, deliberationId), eq(deliberation.state, 'open')));
    tx.audit({
      organisationId,
      action: 'deliberation.seal',
      subject: { type: 'deliberation', id: deliberationId },
      before: 'open',
      after: { snapshotHash: found.snapshotHash, outcomes: [...outcomes] },
      detail: { dossiers: outcomes.size, present: jury.present.length },
    });
    return accept({ dossiers: outcomes.size });
  });
}
