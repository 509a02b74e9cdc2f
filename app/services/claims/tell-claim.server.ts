import { eq } from 'drizzle-orm';
import { findAddressee } from '#app/services/messages/find-addressee.server.ts';
import { queueMessage } from '#app/services/messages/queue-message.server.ts';
import { loadRegulation } from '#app/services/sitting/frozen-parts.server.ts';
import type { claim } from '#db/schema/round.ts';
import { sitting } from '#db/schema/sitting.ts';
import type { Tx } from '#db/tx.ts';

export type ToldClaim = Pick<typeof claim.$inferSelect, 'entryId' | 'sittingId' | 'paperCode'>;

/** Tells a candidate with a proven contact that their claim is answered, or that the mark found is published. */
export async function tellClaim(
  tx: Tx,
  { entryId, sittingId, paperCode }: ToldClaim,
  what: { readonly event: 'accept' | 'reject'; readonly answer: string } | { readonly event: 'decide' },
): Promise<void> {
  const found = await findAddressee(tx, entryId);
  const [held] = await tx.db
    .select({ versionId: sitting.regulationVersionId })
    .from(sitting)
    .where(eq(sitting.id, sittingId));
  if (!found || !held) return;
  const { papers } = await loadRegulation(tx.db, held.versionId);
  const locale = found.to.locale === 'en' ? 'en' : 'fr';
  const values = {
    ...found.about,
    paper: papers[paperCode]?.name[locale] ?? paperCode,
    path: `/espace/inscriptions/${entryId}/reclamations`,
  };
  if (what.event === 'decide') {
    await queueMessage(tx, { ...found.to, template: 'claimDecided', values });
    return;
  }
  const template = what.event === 'accept' ? 'claimAccepted' : 'claimRejected';
  await queueMessage(tx, { ...found.to, template, values: { ...values, reason: what.answer } });
}
