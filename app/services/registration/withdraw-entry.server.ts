import { and, eq } from 'drizzle-orm';
import { cancellationPostings } from '#app/domain/fees/postings.ts';
import { holdsPlace } from '#app/domain/registration/quota.ts';
import { ENTRY_TABLE } from '#app/domain/registration/states.ts';
import { nextState } from '#app/domain/shared/state-table.ts';
import { accept, type Verdict } from '#app/domain/shared/verdict.ts';
import type { Ctx } from '#app/services/context.ts';
import { amountDue } from '#app/services/fees/amount-due.server.ts';
import { entryLockKeys } from '#app/services/fees/credit-lock-keys.server.ts';
import { postJournal } from '#app/services/fees/post-journal.server.ts';
import { settleSchoolOf } from '#app/services/fees/settle-school-of.server.ts';
import { invoice } from '#db/schema/fees.ts';
import { entry } from '#db/schema/registration.ts';
import { type Tx, withTx } from '#db/tx.ts';
import { loadOwnEntry } from './load-own-entry.server.ts';
import { releasePlace } from './take-place.server.ts';

/**
 * The candidate, or the head of their school, gives up an entry that is not paid: what was due is cancelled in the
 * books, its place is free again, and they may begin again. Money that still arrives for it goes to suspense. The entry keeps its number, which is given to nobody else.
 */
export async function withdrawEntry(
  ctx: Ctx,
  { entryId }: { readonly entryId: string },
): Promise<Verdict<true, 'entry.notFound' | 'state.refused'>> {
  const lock = await entryLockKeys(ctx.db, entryId);
  return withTx(ctx, 'withdrawEntry', { lock }, async (tx) => {
    const own = await loadOwnEntry(tx.db, ctx.actor, entryId);
    if (!own.ok) return own;
    const { entry: row } = own.value;
    const state = nextState(ENTRY_TABLE, row.state, 'withdraw');
    if (!state.ok) return state;
    await cancelInvoices(tx, row);
    if (holdsPlace(row) && row.series !== null)
      await releasePlace(tx, { sittingId: row.sittingId, series: row.series });
    await tx.db
      .update(entry)
      .set({ state: state.value, updatedAt: tx.now, version: row.version + 1 })
      .where(eq(entry.id, entryId));
    tx.audit({
      organisationId: row.organisationId,
      action: 'entry.withdraw',
      subject: { type: 'entry', id: entryId },
      detail: { from: row.state },
    });
    return accept();
  });
}

/** What was due for an entry is due no more, in the books too. */
export async function cancelInvoices(
  tx: Tx,
  { id: entryId, organisationId }: typeof entry.$inferSelect,
): Promise<void> {
  const cancelled = await tx.db
    .update(invoice)
    .set({ state: 'cancelled' })
    .where(and(eq(invoice.entryId, entryId), eq(invoice.state, 'open')))
    .returning();
  for (const { id, number } of cancelled) {
    const due = await amountDue(tx, id);
    if (due.minor > 0n)
      await postJournal(tx, {
        organisationId,
        reference: `invoice:${id}:cancelled`,
        memo: number,
        postings: cancellationPostings(id, due),
      });
    await settleSchoolOf(tx, id, id);
  }
}
