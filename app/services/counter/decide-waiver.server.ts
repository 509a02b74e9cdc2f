import { eq } from 'drizzle-orm';
import { authorise } from '#app/domain/access/actor.ts';
import { WAIVER_TABLE } from '#app/domain/fees/states.ts';
import { nextState } from '#app/domain/shared/state-table.ts';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import type { Ctx } from '#app/services/context.ts';
import { amountDue } from '#app/services/fees/amount-due.server.ts';
import { creditLockKeys } from '#app/services/fees/credit-lock-keys.server.ts';
import { invoice, waiver } from '#db/schema/fees.ts';
import { entry } from '#db/schema/registration.ts';
import { sitting } from '#db/schema/sitting.ts';
import { withTx } from '#db/tx.ts';
import { grantWaiver } from './grant-waiver.server.ts';
import { JOINABLE } from './request-waiver.server.ts';

export const WAIVER_DECISIONS = ['grant', 'refuse'] as const;
export type DecideWaiver = {
  readonly waiverId: string;
  readonly decision: (typeof WAIVER_DECISIONS)[number];
};
export type DecideWaiverRefusal =
  | 'waiver.notFound'
  | 'waiver.samePerson'
  | 'waiver.decided'
  | 'waiver.tooLate'
  | 'waiver.nothingDue';

/**
 * Grants or refuses a waiver above the office's limit. Who: `money.approve`, and never who asked for it.
 * `waiver.nothingDue`: the invoice was paid or cancelled since, or less is due than the waiver gives up.
 */
export async function decideWaiver(
  ctx: Ctx,
  { waiverId, decision }: DecideWaiver,
): Promise<Verdict<true, DecideWaiverRefusal>> {
  const [known] = await ctx.db.select().from(waiver).where(eq(waiver.id, waiverId));
  const { actor } = ctx;
  if (!known || actor.kind !== 'user' || !authorise(actor, 'money.approve', known).ok)
    return refuse('waiver.notFound');
  const lock = await creditLockKeys(ctx.db, { invoiceId: known.invoiceId, schoolInvoiceId: null });
  return withTx(ctx, 'decideWaiver', { lock: [...lock, `waiver:${waiverId}`] }, async (tx) => {
    const [row] = await tx.db
      .select({ waiver, invoiceState: invoice.state, entryState: entry.state, sittingState: sitting.state })
      .from(waiver)
      .innerJoin(invoice, eq(invoice.id, waiver.invoiceId))
      .innerJoin(entry, eq(entry.id, invoice.entryId))
      .innerJoin(sitting, eq(sitting.id, entry.sittingId))
      .where(eq(waiver.id, waiverId));
    if (!row) return refuse('waiver.notFound');
    const asked = row.waiver;
    if (asked.requestedBy === actor.id) return refuse('waiver.samePerson');
    const next = nextState(WAIVER_TABLE, asked.state, decision);
    if (!next.ok) return refuse('waiver.decided');
    if (decision === 'grant') {
      const due = await amountDue({ db: tx.db }, asked.invoiceId);
      const isDue = row.invoiceState === 'open' && row.entryState === 'submitted';
      if (!isDue || due.minor < asked.amount) return refuse('waiver.nothingDue');
      if (!JOINABLE.includes(row.sittingState)) return refuse('waiver.tooLate');
      await grantWaiver(tx, asked, actor.id);
      return accept();
    }
    await tx.db
      .update(waiver)
      .set({ state: next.value, decidedBy: actor.id, decidedAt: tx.now })
      .where(eq(waiver.id, waiverId));
    tx.audit({
      organisationId: asked.organisationId,
      action: 'waiver.refuse',
      subject: { type: 'waiver', id: waiverId },
      detail: { invoice: asked.invoiceId, amount: asked.amount.toString() },
    });
    return accept();
  });
}
