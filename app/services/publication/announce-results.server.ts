import { and, eq, sql } from 'drizzle-orm';
import { provenContact } from '#app/domain/access/proven-contact.ts';
import type { SittingFacts } from '#app/services/documents/load-sitting-facts.server.ts';
import { aboutEntry } from '#app/services/messages/find-addressee.server.ts';
import { queueMessages } from '#app/services/messages/queue-messages.server.ts';
import { userAccount } from '#db/schema/access.ts';
import { publication, publishedResult } from '#db/schema/publication.ts';
import { candidate, entry } from '#db/schema/registration.ts';
import type { Tx } from '#db/tx.ts';

type Version = { readonly publicationId: string; readonly version: number };

/** Tells the candidates with an account that their result is there; after a correction, those whose result it changes. */
export async function announceResults(
  tx: Tx,
  { sitting }: SittingFacts,
  { publicationId, version }: Version,
): Promise<void> {
  const same = sql`exists (select 1 from ${publishedResult} earlier
    join ${publication} p on p.id = earlier.publication_id
    where p.sitting_id = ${sitting.id} and p.version = ${version - 1}
      and earlier.entry_id = ${publishedResult.entryId} and earlier.body = ${publishedResult.body})`;
  const rows = await tx.db
    .select({ entry, account: userAccount })
    .from(publishedResult)
    .innerJoin(entry, eq(entry.id, publishedResult.entryId))
    .innerJoin(candidate, eq(candidate.id, entry.candidateId))
    .innerJoin(userAccount, eq(userAccount.id, candidate.userId))
    .where(and(eq(publishedResult.publicationId, publicationId), version > 1 ? sql`not ${same}` : undefined));
  await queueMessages(
    tx,
    rows.flatMap(({ entry: row, account }) => {
      const contact = provenContact(account);
      if (!contact) return [];
      const { id: userId, locale } = account;
      const path = `/espace/inscriptions/${row.id}/resultat`;
      const values = { ...aboutEntry(row, sitting.name, locale), path };
      return { userId, locale, ...contact, template: 'resultPublished' as const, values };
    }),
  );
}
