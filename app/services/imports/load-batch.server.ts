import { eq } from 'drizzle-orm';
import { type Actor, authorise } from '#app/domain/access/actor.ts';
import type { OrganisationProfile } from '#app/domain/access/organisation.ts';
import { type EntryRules, entryRulesSchema } from '#app/domain/registration/entry-rules.ts';
import { type Regulation, regulationSchema } from '#app/domain/regulation/schema.ts';
import { localDate } from '#app/domain/shared/local-date.ts';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import type { Db, TxDb } from '#db/client.ts';
import { importBatch } from '#db/schema/import.ts';
import { organisation, school } from '#db/schema/organisation.ts';
import { exam, regulationVersion, sitting } from '#db/schema/sitting.ts';

type School = Pick<typeof school.$inferSelect, 'id' | 'organisationId' | 'regionId'>;

/** The head of the school; in its place whoever reviews entries in the whole organisation. */
export function mayImport(actor: Actor, { id: schoolId, organisationId, regionId }: School): boolean {
  return (
    authorise(actor, 'entry.school', { organisationId, regionId, schoolId }).ok ||
    authorise(actor, 'entry.review', { organisationId }).ok
  );
}

export type ImportSitting = {
  readonly sitting: typeof sitting.$inferSelect;
  readonly examCode: string;
  readonly profile: OrganisationProfile;
  readonly regulation: Regulation;
  readonly rules: EntryRules;
  /** `YYYY-MM-DD` where the office is. */
  readonly examStartsOn: string;
};

/** A sitting that a list is for, with all that judges its rows; one in preparation is not found. */
export async function loadImportSitting(
  db: Db | TxDb,
  sittingId: string,
): Promise<Verdict<ImportSitting, 'sitting.notFound'>> {
  const [row] = await db
    .select({
      sitting,
      examCode: exam.code,
      profile: organisation.profile,
      body: regulationVersion.body,
    })
    .from(sitting)
    .innerJoin(exam, eq(exam.id, sitting.examId))
    .innerJoin(organisation, eq(organisation.id, sitting.organisationId))
    .innerJoin(regulationVersion, eq(regulationVersion.id, sitting.regulationVersionId))
    .where(eq(sitting.id, sittingId));
  if (!row || row.sitting.state === 'draft') return refuse('sitting.notFound');
  const { body, ...rest } = row;
  return accept({
    ...rest,
    regulation: regulationSchema.parse(body),
    rules: entryRulesSchema.parse(row.sitting.entryRules),
    examStartsOn: localDate(row.sitting.examStartsOn, row.profile.timeZone),
  });
}

export type LoadedBatch = { readonly batch: typeof importBatch.$inferSelect; readonly school: School };

/** A batch for whoever may work with it; `import.notFound` for an unknown one and for another school's. */
export async function loadBatch(
  db: Db | TxDb,
  actor: Actor,
  batchId: string,
): Promise<Verdict<LoadedBatch, 'import.notFound'>> {
  const [row] = await db
    .select({
      batch: importBatch,
      school: { id: school.id, organisationId: school.organisationId, regionId: school.regionId },
    })
    .from(importBatch)
    .innerJoin(school, eq(school.id, importBatch.schoolId))
    .where(eq(importBatch.id, batchId));
  return row && mayImport(actor, row.school) ? accept(row) : refuse('import.notFound');
}

/** What is locked while a batch changes. */
export const batchLock = (batchId: string) => `import:${batchId}`;
