import type { EntryState } from '#app/domain/registration/states.ts';
import type { Verdict } from '#app/domain/shared/verdict.ts';
import type { Ctx } from '#app/services/context.ts';
import { decideEntry, type EntryToSendBack, type ReviewRefusal } from './decide-entry.server.ts';

/**
 * Sends a paid entry back to its candidate to be corrected; the payment stays. Who and refusals: as `validateEntry`,
 * and `review.reasonMissing` when the reason the candidate will read is too short or too long.
 */
export async function returnEntry(
  ctx: Ctx,
  command: EntryToSendBack,
): Promise<Verdict<{ state: EntryState }, ReviewRefusal>> {
  return decideEntry(ctx, command, { name: 'returnEntry', event: 'return', template: 'entryReturned' });
}
