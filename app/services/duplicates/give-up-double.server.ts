import { eq } from 'drizzle-orm';
import { holdsPlace } from '#app/domain/registration/quota.ts';
import { ENTRY_TABLE } from '#app/domain/registration/states.ts';
import { nextState } from '#app/domain/shared/state-table.ts';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import { findAddressee } from '#app/services/messages/find-addressee.server.ts';
import { queueMessage } from '#app/services/messages/queue-message.server.ts';
import { releasePlace } from '#app/services/registration/take-place.server.ts';
import { cancelInvoices } from '#app/services/registration/withdraw-entry.server.ts';
import { entry } from '#db/schema/registration.ts';
import { sitting } from '#db/schema/sitting.ts';
import type { Tx } from '#db/tx.ts';

type Row = typeof entry.$inferSelect;
export type GiveUpRefusal = 'state.refused' | 'review.tooLate';

/**
 * Ends the second entry of one person: unpaid it is withdrawn and what was due is cancelled, paid it is rejected and its
 * payment stays until the till gives it back. Its place is free again, and its candidate is told which entry stays. `review.tooLate` once scripts are
 * marked, and for a validated entry once seats are given.
 */
export async function giveUpDouble(
  tx: Tx,
  { gone, kept, note }: { readonly gone: Row; readonly kept: Row; readonly note: string },
): Promise<Verdict<true, GiveUpRefusal>> {
  const next = nextState(ENTRY_TABLE, gone.state, 'duplicate');
  if (!next.ok) return next;
  const [held] = await tx.db
    .select({ state: sitting.state })
    .from(sitting)
    .where(eq(sitting.id, gone.sittingId))
    .for('share');
  const seated = held?.state === 'seated' && gone.state !== 'validated';
  if (held?.state !== 'open' && held?.state !== 'closed' && !seated) return refuse('review.tooLate');
  if (next.value === 'withdrawn') await cancelInvoices(tx, gone);
  if (holdsPlace(gone) && gone.series !== null)
    await releasePlace(tx, { sittingId: gone.sittingId, series: gone.series });
  await tx.db
    .update(entry)
    .set({ state: next.value, returnReason: note, updatedAt: tx.now, version: gone.version + 1 })
    .where(eq(entry.id, gone.id));
  const found = await findAddressee(tx, gone.id);
  if (found)
    await queueMessage(tx, {
      ...found.to,
      template: 'entryDuplicate',
      values: { ...found.about, number: gone.number ?? '', kept: kept.number ?? '', path: '/espace' },
    });
  tx.audit({
    organisationId: gone.organisationId,
    action: 'entry.duplicate',
    subject: { type: 'entry', id: gone.id },
    before: { state: gone.state, version: gone.version },
    after: { state: next.value, version: gone.version + 1 },
    detail: { from: gone.state, to: next.value, kept: kept.number, reason: note },
  });
  return accept();
}
