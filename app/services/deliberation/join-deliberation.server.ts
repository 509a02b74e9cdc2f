import { authorise } from '#app/domain/access/actor.ts';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import { whoSawCodes } from '#app/services/anonymity/judge-label-printer.server.ts';
import type { Ctx } from '#app/services/context.ts';
import { deliberationMember } from '#db/schema/deliberation.ts';
import { withTx } from '#db/tx.ts';
import { loadAppointed, loadDeliberation } from './load-deliberation.server.ts';

/**
 * Somebody appointed to the jury says they are present; twice is once. `deliberation.notFound` for anybody else,
 * `deliberation.alreadySealed`.
 */
export async function joinDeliberation(
  ctx: Ctx,
  { deliberationId }: { readonly deliberationId: string },
): Promise<Verdict<true, 'deliberation.notFound' | 'deliberation.alreadySealed' | 'labels.sawCodes'>> {
  return withTx(ctx, 'joinDeliberation', { lock: [`deliberation:${deliberationId}`] }, async (tx) => {
    const found = await loadDeliberation(tx.db, deliberationId);
    const { actor } = ctx;
    if (!found || actor.kind !== 'user') return refuse('deliberation.notFound');
    const { organisationId, juryId } = found;
    const { appointed, presidents } = await loadAppointed(tx.db, juryId);
    const allowed = authorise(actor, 'deliberation.conduct', { organisationId, juryId }).ok;
    if (!allowed || !appointed.includes(actor.id)) return refuse('deliberation.notFound');
    if (found.state !== 'open') return refuse('deliberation.alreadySealed');
    // Anonymity is lifted after the first round.
    const seen = found.round === 1 ? await whoSawCodes(tx.db, found.sittingId, [actor.id]) : [];
    if (seen.length > 0) return refuse('labels.sawCodes');
    const president = presidents.includes(actor.id);
    const written = await tx.db
      .insert(deliberationMember)
      .values({ deliberationId, userId: actor.id, president, joinedAt: tx.now })
      .onConflictDoNothing()
      .returning({ userId: deliberationMember.userId });
    if (written.length > 0)
      tx.audit({
        organisationId,
        action: 'deliberation.join',
        subject: { type: 'deliberation', id: deliberationId },
        detail: { president },
      });
    return accept();
  });
}
