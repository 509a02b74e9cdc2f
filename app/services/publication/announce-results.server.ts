import { and, eq, sql } from 'drizzle-orm';
import type { SittingFacts } from '#app/services/documents/load-sitting-facts.server.ts';
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
    .select({
      entryId: entry.id,
      surname: entry.surname,
      givenNames: entry.givenNames,
      userId: userAccount.id,
      phone: userAccount.phone,
      email: userAccount.email,
      locale: userAccount.locale,
    })
    .from(publishedResult)
    .innerJoin(entry, eq(entry.id, publishedResult.entryId))
    .innerJoin(candidate, eq(candidate.id, entry.candidateId))
    .innerJoin(userAccount, eq(userAccount.id, candidate.userId))
    .where(and(eq(publishedResult.publicationId, publicationId), version > 1 ? sql`not ${same}` : undefined));
  await queueMessages(
    tx,
    rows.flatMap(({ entryId, surname, givenNames, userId, phone, email, locale }) => {
      const recipient = phone ?? email;
      if (!recipient) return [];
      return {
        userId,
        recipient,
        channel: phone ? ('sms' as const) : ('mail' as const),
        template: 'resultPublished' as const,
        values: {
          candidate: `${surname ?? ''} ${givenNames ?? ''}`.trim(),
          exam: sitting.name[locale === 'en' ? 'en' : 'fr'],
          path: `/espace/inscriptions/${entryId}/resultat`,
        },
        locale,
      };
    }),
  );
}
