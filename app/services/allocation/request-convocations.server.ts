import { eq } from 'drizzle-orm';
import { authorise } from '#app/domain/access/actor.ts';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import type { Ctx } from '#app/services/context.ts';
import { openIssuing } from '#app/services/documents/bulk/start-issuing.server.ts';
import { sitting } from '#db/schema/sitting.ts';
import { withTx } from '#db/tx.ts';

/**
 * Asks for the convocations of a seated sitting again: a seat that has one keeps it, one that changed gets the next
 * edition. Who: `seat.allocate` or `document.manage` over the organisation. `state.refused` before seats are given.
 */
export async function requestConvocations(
  ctx: Ctx,
  { sittingId }: { sittingId: string },
): Promise<Verdict<true, 'sitting.notFound' | 'state.refused'>> {
  return withTx(ctx, 'requestConvocations', {}, async (tx) => {
    const [row] = await tx.db.select().from(sitting).where(eq(sitting.id, sittingId));
    if (!row) return refuse('sitting.notFound');
    const target = { organisationId: row.organisationId };
    const allowed = (['seat.allocate', 'document.manage'] as const).some(
      (capability) => authorise(ctx.actor, capability, target).ok,
    );
    if (!allowed) return refuse('sitting.notFound');
    if (row.state !== 'seated') return refuse('state.refused', { from: row.state, event: 'convoke' });
    await openIssuing(ctx, tx, { organisationId: row.organisationId, sittingId, kind: 'convocation' });
    tx.audit({
      organisationId: row.organisationId,
      action: 'sitting.requestConvocations',
      subject: { type: 'sitting', id: sittingId },
    });
    return accept();
  });
}
