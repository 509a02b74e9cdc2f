import { and, eq, ne } from 'drizzle-orm';
import { eligibility, takesCorrections } from '#app/domain/registration/eligibility.ts';
import { searchKeys } from '#app/domain/registration/search-keys.ts';
import { ENTRY_TABLE } from '#app/domain/registration/states.ts';
import { nextState } from '#app/domain/shared/state-table.ts';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import type { Ctx } from '#app/services/context.ts';
import { findDuplicates } from '#app/services/duplicates/find-duplicates.server.ts';
import { invoice } from '#db/schema/fees.ts';
import { entry } from '#db/schema/registration.ts';
import { withTx } from '#db/tx.ts';
import { loadOwnEntry } from './load-own-entry.server.ts';
import { refuseSamePeriod } from './same-period.server.ts';
import { periodOf, priceOf, type SubmitEntry, type SubmitRefusal } from './submit-entry.server.ts';

/**
 * Sends a returned entry back to the office, with nothing more to pay: it keeps its number and its payment. A change
 * that costs more than was paid, at the prices of the day it was first sent, is `entry.feeWouldChange`.
 */
export async function resubmitEntry(
  ctx: Ctx,
  { entryId, version }: SubmitEntry,
): Promise<Verdict<true, SubmitRefusal | 'entry.feeWouldChange'>> {
  return withTx(ctx, 'resubmitEntry', { lock: [`entry:${entryId}`] }, async (tx) => {
    const own = await loadOwnEntry(tx.db, ctx.actor, entryId);
    if (!own.ok) return own;
    const { entry: row, regulation, examStartsOn, rules, sitting } = own.value;
    const state = nextState(ENTRY_TABLE, row.state, 'resubmit');
    if (!state.ok) return state;
    if (row.version !== version) return refuse('entry.changedElsewhere');
    const window = takesCorrections(sitting);
    if (!window.ok) return window;
    const answers = eligibility(own.value.answers, regulation, examStartsOn, rules);
    if (!answers.ok) return answers;
    const alone = await refuseSamePeriod(tx, periodOf(own.value), row);
    if (!alone.ok) return alone;
    const [paid] = await tx.db
      .select({ total: invoice.total })
      .from(invoice)
      .where(and(eq(invoice.entryId, entryId), ne(invoice.state, 'cancelled')));
    const price = await priceOf(tx.db, own.value, answers.value, row.submittedAt ?? tx.now);
    if (price.total > (paid?.total ?? 0n)) return refuse('entry.feeWouldChange');
    await tx.db
      .update(entry)
      .set({
        state: state.value,
        returnReason: null,
        updatedAt: tx.now,
        version: version + 1,
        ...searchKeys(answers.value),
      })
      .where(eq(entry.id, entryId));
    await findDuplicates(tx.db, { sittingId: row.sittingId, entryIds: [entryId], now: tx.now });
    tx.audit({
      organisationId: row.organisationId,
      action: 'entry.resubmit',
      subject: { type: 'entry', id: entryId },
      after: answers.value,
    });
    return accept();
  });
}
