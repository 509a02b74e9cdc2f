import { eq } from 'drizzle-orm';
import { provenContact } from '#app/domain/access/proven-contact.ts';
import { userAccount } from '#db/schema/access.ts';
import { candidate, entry } from '#db/schema/registration.ts';
import { sitting } from '#db/schema/sitting.ts';
import type { Tx } from '#db/tx.ts';

/** What every message about an entry says: whom it is about, and which sitting, in the reader's language. */
export function aboutEntry(
  row: { readonly surname: string | null; readonly givenNames: string | null },
  sittingName: { readonly fr: string; readonly en: string },
  locale: string,
) {
  return {
    candidate: [row.givenNames, row.surname].filter(Boolean).join(' '),
    exam: locale === 'en' ? sittingName.en : sittingName.fr,
  };
}

/** To whom, where and about what to write of an entry; `undefined` for a candidate without a proven contact. */
export async function findAddressee(tx: Tx, entryId: string) {
  const [row] = await tx.db
    .select({ entry, account: userAccount, sittingName: sitting.name })
    .from(entry)
    .innerJoin(candidate, eq(candidate.id, entry.candidateId))
    .innerJoin(sitting, eq(sitting.id, entry.sittingId))
    .innerJoin(userAccount, eq(userAccount.id, candidate.userId))
    .where(eq(entry.id, entryId));
  const contact = row && provenContact(row.account);
  if (!row || !contact) return undefined;
  const { id: userId, locale } = row.account;
  return { to: { userId, locale, ...contact }, about: aboutEntry(row.entry, row.sittingName, locale) };
}
