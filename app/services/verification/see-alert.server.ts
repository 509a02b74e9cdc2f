import { and, eq, isNull } from 'drizzle-orm';
import { organisationsOf, reachOf } from '#app/domain/access/reach.ts';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import type { Ctx } from '#app/services/context.ts';
import { verificationAlert } from '#db/schema/verification.ts';
import { withTx } from '#db/tx.ts';

/**
 * Notes that somebody of an office has looked at an alert; it then waits for nobody. What an alert counts belongs to no
 * organisation: whoever reads verifications in any of them may note it.
 */
export async function seeAlert(
  ctx: Ctx,
  { alertId }: { readonly alertId: string },
): Promise<Verdict<true, 'alert.notFound'>> {
  const { actor } = ctx;
  if (actor.kind !== 'user') return refuse('alert.notFound');
  const [organisationId] = organisationsOf(reachOf(actor, 'verification.read'));
  if (organisationId === undefined) return refuse('alert.notFound');
  return withTx(ctx, 'seeAlert', { lock: ['verification-alerts'] }, async (tx) => {
    const [alert] = await tx.db
      .select({ kind: verificationAlert.kind, seenAt: verificationAlert.seenAt })
      .from(verificationAlert)
      .where(eq(verificationAlert.id, alertId));
    if (!alert) return refuse('alert.notFound');
    // A second click, or a colleague's: it has been seen.
    if (alert.seenAt !== null) return accept();
    await tx.db
      .update(verificationAlert)
      .set({ seenBy: actor.id, seenAt: tx.now })
      .where(and(eq(verificationAlert.id, alertId), isNull(verificationAlert.seenAt)));
    tx.audit({
      organisationId,
      action: 'verificationAlert.see',
      subject: { type: 'verificationAlert', id: alertId },
      detail: { kind: alert.kind },
    });
    return accept();
  });
}
