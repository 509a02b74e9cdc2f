import { and, eq } from 'drizzle-orm';
import { takesEntries, type WindowRefusal } from '#app/domain/registration/eligibility.ts';
import { type Identity, identitySchema } from '#app/domain/registration/identity.ts';
import { searchKeys } from '#app/domain/registration/search-keys.ts';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import type { Ctx } from '#app/services/context.ts';
import { candidate, entry } from '#db/schema/registration.ts';
import { withTx } from '#db/tx.ts';
import { findOwnSchool, type SchoolInSitting } from './hold-school.server.ts';
import { insertDraft } from './insert-draft.server.ts';

export type StartSchoolEntry = SchoolInSitting & {
  readonly identity: Identity;
  /** Of the form's page: sent twice, it is one candidate. */
  readonly token: string;
};

/**
 * Opens a draft for a pupil, by the head of their school: a candidate nobody signs in as, until the pupil comes with the
 * reference and the code.
 */
export async function startSchoolEntry(
  ctx: Ctx,
  command: StartSchoolEntry,
): Promise<Verdict<{ entryId: string }, 'access.denied' | 'entry.answerRefused' | WindowRefusal>> {
  const identity = identitySchema.safeParse(command.identity);
  if (!identity.success) return refuse('entry.answerRefused', { step: 'identity' });
  const importDigest = `form:${command.token}`;
  const lock = [`schoolEntry:${command.sittingId}:${importDigest}`];
  return withTx(ctx, 'startSchoolEntry', { lock }, async (tx) => {
    const found = await findOwnSchool(ctx, tx, command);
    if (!found.ok) return found;
    const { school, sitting } = found.value;
    const [same] = await tx.db
      .select({ id: entry.id })
      .from(entry)
      .where(and(eq(entry.sittingId, sitting.id), eq(entry.importDigest, importDigest)));
    if (same) return accept({ entryId: same.id });
    const window = takesEntries(sitting, tx.now);
    if (!window.ok) return window;
    const { organisationId } = school;
    const [person] = await tx.db
      .insert(candidate)
      .values({ organisationId, createdAt: tx.now })
      .returning({ id: candidate.id });
    if (!person) throw new Error('the candidate was not written');
    const entryId = await insertDraft(ctx, tx, sitting, {
      candidateId: person.id,
      kind: 'official',
      schoolId: school.id,
      regionId: school.regionId,
      ...identity.data,
      ...searchKeys({ ...identity.data, birthPlace: null }),
      importDigest,
    });
    return accept({ entryId });
  });
}
