import { and, eq, inArray, ne } from 'drizzle-orm';
import { provenContact } from '#app/domain/access/proven-contact.ts';
import { formatShift } from '#app/domain/marking/moderate.ts';
import { queueMessages } from '#app/services/messages/queue-messages.server.ts';
import { userAccount } from '#db/schema/access.ts';
import { bundleAssignment, markEntry, type moderation, script } from '#db/schema/marking.ts';
import { sitting } from '#db/schema/sitting.ts';
import type { Tx } from '#db/tx.ts';
import type { ModeratedMarks } from './read-moderated-marks.server.ts';

/**
 * Writes to everybody who holds or has keyed a pass of the bundles moderated; those without a proven contact find it in
 * their space all the same. Returns how many are written to.
 */
export async function tellModeration(
  tx: Tx,
  { sittingId, paperCode, shift, reason }: typeof moderation.$inferSelect,
  { bundles, regulation }: ModeratedMarks,
): Promise<number> {
  const ids = bundles.map(({ id }) => id);
  const people = await tx.db
    .selectDistinct({ id: bundleAssignment.userId })
    .from(bundleAssignment)
    .where(inArray(bundleAssignment.bundleId, ids))
    .union(
      tx.db
        .selectDistinct({ id: markEntry.userId })
        .from(markEntry)
        .innerJoin(script, eq(script.code, markEntry.scriptCode))
        .where(and(inArray(script.bundleId, ids), ne(markEntry.pass, 4))),
    );
  if (people.length === 0) return 0;
  const accounts = await tx.db
    .select()
    .from(userAccount)
    .where(
      inArray(
        userAccount.id,
        people.map(({ id }) => id),
      ),
    );
  const [held] = await tx.db.select({ name: sitting.name }).from(sitting).where(eq(sitting.id, sittingId));
  const paper = regulation.papers[paperCode]?.name ?? { fr: paperCode, en: paperCode };
  const messages = accounts.flatMap((account) => {
    const contact = provenContact(account);
    if (!contact) return [];
    const locale = account.locale === 'en' ? 'en' : 'fr';
    const values = {
      exam: held?.name[locale] ?? '',
      paper: paper[locale],
      shift: formatShift(shift, locale === 'en' ? '.' : ','),
      reason,
      path: '/correction/moderations',
    };
    return [{ userId: account.id, locale, ...contact, template: 'marksModerated' as const, values }];
  });
  await queueMessages(tx, messages);
  return messages.length;
}
