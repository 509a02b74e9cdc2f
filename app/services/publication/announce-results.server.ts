import { and, asc, eq, gt, inArray, sql } from 'drizzle-orm';
import { provenContact } from '#app/domain/access/proven-contact.ts';
import type { Ctx } from '#app/services/context.ts';
import { aboutEntry } from '#app/services/messages/find-addressee.server.ts';
import { queueMessages } from '#app/services/messages/queue-messages.server.ts';
import { findReleased } from '#db/released.ts';
import { userAccount } from '#db/schema/access.ts';
import { publication, publishedResult } from '#db/schema/publication.ts';
import { candidate, entry } from '#db/schema/registration.ts';
import { sitting } from '#db/schema/sitting.ts';
import { type Tx, withTx } from '#db/tx.ts';

/** Results looked at in one transaction. */
const BATCH = 2000;

export type AnnounceResults = {
  readonly publicationId: string;
  /** What everyone read before. */
  readonly previousId: string | null;
  /** The last table number done. */
  readonly after: string;
};

/**
 * Tells the candidates with an account that their result is there; after a correction, those whose result it changes. A
 * batch at a time, the next queued with it: nobody is told twice whatever is killed. A version replaced before everyone was
 * told of it goes on with those whose result is still the same: the others are told of what replaced it.
 */
export async function announceResults(
  ctx: Ctx,
  { publicationId, previousId, after }: AnnounceResults,
): Promise<void> {
  await withTx(ctx, 'announceResults', { lock: [`announce:${publicationId}`] }, async (tx) => {
    const [version] = await tx.db
      .select({ sittingId: publication.sittingId, name: sitting.name })
      .from(publication)
      .innerJoin(sitting, eq(sitting.id, publication.sittingId))
      .where(eq(publication.id, publicationId));
    const read = version && (await findReleased(tx.db, version.sittingId));
    if (!version || !read) return;
    const batch = await tx.db
      .select({ entryId: publishedResult.entryId, tableNumber: publishedResult.tableNumber })
      .from(publishedResult)
      .where(and(eq(publishedResult.publicationId, publicationId), gt(publishedResult.tableNumber, after)))
      .orderBy(asc(publishedResult.tableNumber))
      .limit(BATCH);
    const last = batch.at(-1);
    if (!last) return;
    const entryIds = batch.map(({ entryId }) => entryId);
    const readId = read.id === publicationId ? null : read.id;
    await tell(tx, version.name, { publicationId, previousId, readId, entryIds });
    if (batch.length < BATCH) return;
    const next = { publicationId, previousId, after: last.tableNumber };
    await tx.enqueue('announce-results', next, { key: `announce-results:${publicationId}`, priority: 5 });
  });
}

type Told = {
  readonly publicationId: string;
  readonly previousId: string | null;
  /** What everyone reads instead, when it has been replaced. */
  readonly readId: string | null;
  readonly entryIds: readonly string[];
};

/** Whether another version says the very same of a candidate. */
const sameIn = (versionId: string) => sql`exists (select 1 from ${publishedResult} other
    where other.publication_id = ${versionId}
      and other.entry_id = ${publishedResult.entryId} and other.body = ${publishedResult.body})`;

async function tell(
  tx: Tx,
  sittingName: typeof sitting.$inferSelect.name,
  { publicationId, previousId, readId, entryIds }: Told,
): Promise<void> {
  const rows = await tx.db
    .select({ entry, account: userAccount })
    .from(publishedResult)
    .innerJoin(entry, eq(entry.id, publishedResult.entryId))
    .innerJoin(candidate, eq(candidate.id, entry.candidateId))
    .innerJoin(userAccount, eq(userAccount.id, candidate.userId))
    .where(
      and(
        eq(publishedResult.publicationId, publicationId),
        inArray(publishedResult.entryId, [...entryIds]),
        previousId === null ? undefined : sql`not ${sameIn(previousId)}`,
        readId === null ? undefined : sameIn(readId),
      ),
    );
  await queueMessages(
    tx,
    rows.flatMap(({ entry: row, account }) => {
      const contact = provenContact(account);
      if (!contact) return [];
      const { id: userId, locale } = account;
      const path = `/espace/inscriptions/${row.id}/resultat`;
      const values = { ...aboutEntry(row, sittingName, locale), path };
      return { userId, locale, ...contact, template: 'resultPublished' as const, values };
    }),
  );
}
