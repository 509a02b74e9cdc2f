import type { EntryState } from '#app/domain/registration/states.ts';
import type { Verdict } from '#app/domain/shared/verdict.ts';
import type { Ctx } from '#app/services/context.ts';
import { decideEntry, type EntryToSendBack, type ReviewRefusal } from './decide-entry.server.ts';

/** Refuses a paid entry for good, with the reason its candidate will read. Who and refusals: as `returnEntry`. */
export async function rejectEntry(
  ctx: Ctx,
  command: EntryToSendBack,
): Promise<Verdict<{ state: EntryState }, ReviewRefusal>> {
  return decideEntry(ctx, command, { name: 'rejectEntry', event: 'reject', template: 'entryRejected' });
}
