import { eq } from 'drizzle-orm';
import type { Actor } from '#app/domain/access/actor.ts';
import type { OrganisationProfile } from '#app/domain/access/organisation.ts';
import { type Regulation, regulationSchema } from '#app/domain/regulation/schema.ts';
import { localDate } from '#app/domain/shared/local-date.ts';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import type { Db, TxDb } from '#db/client.ts';
import { organisation } from '#db/schema/organisation.ts';
import { candidate, entry } from '#db/schema/registration.ts';
import { exam, regulationVersion, sitting } from '#db/schema/sitting.ts';

export type EntryRow = typeof entry.$inferSelect;

export type OwnEntry = {
  readonly entry: EntryRow;
  readonly sitting: typeof sitting.$inferSelect;
  readonly exam: { readonly code: string; readonly name: { fr: string; en: string } };
  readonly profile: OrganisationProfile;
  readonly regulation: Regulation;
  /** `YYYY-MM-DD` where the office is. */
  readonly examStartsOn: string;
  readonly userId: string | null;
};

/**
 * An entry with all that decides about it, for the person it belongs to (or the system). `entry.notFound` for an
 * unknown entry and for somebody else's: an address must not tell who exists.
 */
export async function loadOwnEntry(
  db: Db | TxDb,
  actor: Actor,
  entryId: string,
): Promise<Verdict<OwnEntry, 'entry.notFound'>> {
  const [row] = await db
    .select({
      entry,
      sitting,
      exam: { code: exam.code, name: exam.name },
      profile: organisation.profile,
      body: regulationVersion.body,
      userId: candidate.userId,
    })
    .from(entry)
    .innerJoin(candidate, eq(candidate.id, entry.candidateId))
    .innerJoin(sitting, eq(sitting.id, entry.sittingId))
    .innerJoin(exam, eq(exam.id, sitting.examId))
    .innerJoin(organisation, eq(organisation.id, entry.organisationId))
    .innerJoin(regulationVersion, eq(regulationVersion.id, sitting.regulationVersionId))
    .where(eq(entry.id, entryId));
  if (!row) return refuse('entry.notFound');
  const isOwner = actor.kind === 'user' && row.userId === actor.id;
  if (!isOwner && actor.kind !== 'system') return refuse('entry.notFound');
  const { body, ...rest } = row;
  return accept({
    ...rest,
    regulation: regulationSchema.parse(body),
    examStartsOn: localDate(row.sitting.examStartsOn, row.profile.timeZone),
  });
}
