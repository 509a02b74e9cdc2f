import { eq } from 'drizzle-orm';
import { localDate } from '#app/domain/shared/local-date.ts';
import { organisation } from '#db/schema/organisation.ts';
import type { Tx } from '#db/tx.ts';

/**
 * Tells heads of schools, and candidates whose entry is not sent or not paid, of the new last day, with the change that
 * moves it. Once for each day that entries were ever to end on.
 */
export async function tellDeadline(
  tx: Tx,
  sittingId: string,
  entriesCloseAt: Date,
  organisationId: string,
): Promise<void> {
  const [office] = await tx.db
    .select({ profile: organisation.profile })
    .from(organisation)
    .where(eq(organisation.id, organisationId));
  if (!office) throw new Error(`no organisation ${organisationId}`);
  const day = localDate(entriesCloseAt, office.profile.timeZone);
  await tx.enqueue(
    'send-reminders',
    { sittingId, audience: 'deadlineMoved', day, regions: null },
    { key: `send-reminders:${sittingId}:deadlineMoved`, priority: 5 },
  );
}
