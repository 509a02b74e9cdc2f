import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { type Birth, birthBounds, birthSchema } from '#app/domain/registration/birth.ts';
import { takesCorrections, takesEntries, type WindowRefusal } from '#app/domain/registration/eligibility.ts';
import { type Identity, identitySchema } from '#app/domain/registration/identity.ts';
import { optionsSchema, seriesSchema } from '#app/domain/registration/papers.ts';
import type { SchoolChoice } from '#app/domain/registration/school.ts';
import { answersAfterSeries, type Step } from '#app/domain/registration/steps.ts';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import type { Ctx } from '#app/services/context.ts';
import { region, school } from '#db/schema/organisation.ts';
import { entry } from '#db/schema/registration.ts';
import { type Tx, withTx } from '#db/tx.ts';
import { type EntryRow, loadOwnEntry, type OwnEntry } from './load-own-entry.server.ts';

/** What each question's schema makes of its form. */
export type StepAnswer =
  | { readonly step: 'school'; readonly value: SchoolChoice }
  | { readonly step: 'identity'; readonly value: Identity }
  | { readonly step: 'birth'; readonly value: Birth }
  | { readonly step: 'nationality'; readonly value: { readonly nationality: string } }
  | { readonly step: 'series'; readonly value: { readonly series: string } }
  | { readonly step: 'options'; readonly value: { readonly options: readonly string[] } }
  | { readonly step: 'sport'; readonly value: { readonly sport: boolean } }
  | { readonly step: 'photo'; readonly value: { readonly photoKey: string } };

export type SaveStep = {
  readonly entryId: string;
  /** The version the page was made from. */
  readonly version: number;
  readonly answer: StepAnswer;
};

export type SaveRefusal =
  | 'entry.notFound'
  | 'entry.notEditable'
  | 'entry.changedElsewhere'
  | 'entry.answerRefused'
  | WindowRefusal;

type Changes = Partial<EntryRow>;

/**
 * Stores one answer of a draft or a returned entry, for its candidate. The answer is judged again here by the domain's
 * schemas (`entry.answerRefused`). `entry.changedElsewhere` when another tab or person changed the entry since the
 * page was made, unless they wrote the very same answer. Returns the new version.
 */
export async function saveStep(
  ctx: Ctx,
  { entryId, version, answer }: SaveStep,
): Promise<Verdict<{ version: number }, SaveRefusal>> {
  return withTx(ctx, 'saveStep', { lock: [`entry:${entryId}`] }, async (tx) => {
    const own = await loadOwnEntry(tx.db, ctx.actor, entryId);
    if (!own.ok) return own;
    const { entry: row } = own.value;
    const editable = isEditable(own.value, tx.now);
    if (!editable.ok) return editable;
    const changes = await changesOf(tx, own.value, answer);
    if (changes === undefined) return refuse('entry.answerRefused', { step: answer.step });
    if (isSame(row, changes)) return accept({ version: row.version });
    if (row.version !== version) return refuse('entry.changedElsewhere');
    await tx.db
      .update(entry)
      .set({ ...changes, version: version + 1, updatedAt: tx.now })
      .where(eq(entry.id, entryId));
    tx.audit({
      organisationId: row.organisationId,
      action: 'entry.answer',
      subject: { type: 'entry', id: entryId },
      before: pick(row, changes),
      after: changes,
      detail: { step: answer.step satisfies Step },
    });
    return accept({ version: version + 1 });
  });
}

/** A draft while entries are taken, a returned entry until seats are given. */
export function isEditable(
  { entry: row, sitting }: Pick<OwnEntry, 'entry' | 'sitting'>,
  now: Date,
): Verdict<true, 'entry.notEditable' | WindowRefusal> {
  if (row.state === 'draft') return takesEntries(sitting, now);
  if (row.state === 'returned') return takesCorrections(sitting);
  return refuse('entry.notEditable');
}

async function changesOf(tx: Tx, own: OwnEntry, { step, value }: StepAnswer): Promise<Changes | undefined> {
  const { entry: row, regulation } = own;
  switch (step) {
    case 'school':
      return schoolChanges(tx, row.organisationId, value);
    case 'identity':
      return identitySchema.safeParse(value).data;
    case 'birth':
      return birthSchema(birthBounds(own.examStartsOn)).safeParse(value).data;
    case 'nationality':
      return z.object({ nationality: z.string().regex(/^[A-Z]{2}$/) }).safeParse(value).data;
    case 'series': {
      const chosen = seriesSchema(regulation).safeParse(value).data;
      return chosen && { ...chosen, ...answersAfterSeries(row, chosen.series, regulation) };
    }
    case 'options':
      return optionsSchema(regulation, row.series).safeParse(value).data;
    case 'sport':
      return { fit: value.sport };
    case 'photo':
      return { photoKey: value.photoKey };
  }
}

async function schoolChanges(
  tx: Tx,
  organisationId: string,
  choice: SchoolChoice,
): Promise<Changes | undefined> {
  if (choice.kind === 'free') {
    const [found] = await tx.db
      .select({ id: region.id })
      .from(region)
      .where(and(eq(region.id, choice.regionId), eq(region.organisationId, organisationId)));
    return found && { kind: 'free', schoolId: null, regionId: found.id };
  }
  const [found] = await tx.db
    .select({ id: school.id, regionId: school.regionId })
    .from(school)
    .where(and(eq(school.id, choice.schoolId), eq(school.organisationId, organisationId)));
  return found && { kind: 'official', schoolId: found.id, regionId: found.regionId };
}

function pick(row: EntryRow, changes: Changes): Changes {
  return Object.fromEntries(Object.entries(row).filter(([key]) => key in changes));
}

function isSame(row: EntryRow, changes: Changes): boolean {
  const before = new Map<string, unknown>(Object.entries(row));
  return Object.entries(changes).every(
    ([key, value]) => JSON.stringify(before.get(key)) === JSON.stringify(value),
  );
}
