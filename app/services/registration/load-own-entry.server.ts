import { and, eq, isNull } from 'drizzle-orm';
import { type Actor, authorise } from '#app/domain/access/actor.ts';
import type { OrganisationProfile } from '#app/domain/access/organisation.ts';
import { type EntryRules, entryRulesSchema } from '#app/domain/registration/entry-rules.ts';
import type { Answers } from '#app/domain/registration/steps.ts';
import type { Regulation } from '#app/domain/regulation/schema.ts';
import { localDate } from '#app/domain/shared/local-date.ts';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import { loadRegulation } from '#app/services/sitting/frozen-parts.server.ts';
import type { Db, TxDb } from '#db/client.ts';
import { organisation } from '#db/schema/organisation.ts';
import { candidate, entry, entryDocument } from '#db/schema/registration.ts';
import { exam, sitting } from '#db/schema/sitting.ts';

export type EntryRow = typeof entry.$inferSelect;

export type OwnEntry = {
  readonly entry: EntryRow;
  readonly sitting: typeof sitting.$inferSelect;
  readonly exam: { readonly code: string; readonly name: { fr: string; en: string } };
  readonly profile: OrganisationProfile;
  readonly regulation: Regulation;
  /** `YYYY-MM-DD` where the office is. */
  readonly examStartsOn: string;
  readonly rules: EntryRules;
  /** As the domain judges them: the row's and the papers of its file. */
  readonly answers: Answers;
  readonly userId: string | null;
  /** As whom the actor acts on it. */
  readonly by: 'candidate' | 'schoolHead' | 'system';
};

/**
 * An entry with all that decides about it, for the person it belongs to, the head of the school it comes through (or the
 * system). `entry.notFound` for an unknown entry and for somebody else's: an address must not tell who exists.
 */
export async function loadOwnEntry(
  db: Db | TxDb,
  actor: Actor,
  entryId: string,
): Promise<Verdict<OwnEntry, 'entry.notFound'>> {
  const [[row], documents] = await Promise.all([
    db
      .select({
        entry,
        sitting,
        exam: { code: exam.code, name: exam.name },
        profile: organisation.profile,
        userId: candidate.userId,
      })
      .from(entry)
      .innerJoin(candidate, eq(candidate.id, entry.candidateId))
      .innerJoin(sitting, eq(sitting.id, entry.sittingId))
      .innerJoin(exam, eq(exam.id, sitting.examId))
      .innerJoin(organisation, eq(organisation.id, entry.organisationId))
      .where(eq(entry.id, entryId)),
    documentCodes(db, entryId),
  ]);
  if (!row) return refuse('entry.notFound');
  const by = actsAs(actor, row.entry, row.userId);
  if (by === undefined) return refuse('entry.notFound');
  return accept({
    ...row,
    by,
    regulation: await loadRegulation(db, row.sitting.regulationVersionId),
    rules: entryRulesSchema.parse(row.sitting.entryRules),
    answers: { ...row.entry, documents },
    examStartsOn: localDate(row.sitting.examStartsOn, row.profile.timeZone),
  });
}

function actsAs(actor: Actor, row: EntryRow, userId: string | null): OwnEntry['by'] | undefined {
  if (actor.kind === 'system') return 'system';
  if (actor.kind === 'user' && userId === actor.id) return 'candidate';
  const { organisationId, regionId, schoolId, kind } = row;
  if (kind !== 'official' || schoolId === null) return undefined;
  return authorise(actor, 'entry.school', { organisationId, regionId, schoolId }).ok
    ? 'schoolHead'
    : undefined;
}

/** Codes of the papers an entry has now. */
export async function documentCodes(db: Db | TxDb, entryId: string): Promise<string[]> {
  const rows = await db
    .select({ code: entryDocument.code })
    .from(entryDocument)
    .where(and(eq(entryDocument.entryId, entryId), isNull(entryDocument.replacedAt)));
  return rows.map(({ code }) => code);
}
