import type { EntryState } from '#app/domain/registration/states.ts';
import type { Verdict } from '#app/domain/shared/verdict.ts';
import type { Ctx } from '#app/services/context.ts';
import { decideEntry, type EntryToReview, type ReviewRefusal } from './decide-entry.server.ts';

/**
 * Accepts a paid entry: it will be seated. Who: `entry.review` over the entry's region. Refused: `entry.notFound`,
 * `state.refused` (not paid, or already decided), `entry.changedElsewhere` (another version than the one read),
 * `review.duplicateOpen` (it may be another entry's person, and nobody has decided).
 */
export async function validateEntry(
  ctx: Ctx,
  command: EntryToReview,
): Promise<Verdict<{ state: EntryState }, ReviewRefusal>> {
  return decideEntry(
    ctx,
    { ...command, reason: null },
    { name: 'validateEntry', event: 'validate', template: 'entryValidated' },
  );
}
