import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { type Birth, birthBounds, birthSchema } from '#app/domain/registration/birth.ts';
import {
  checkAge,
  checkAttempt,
  checkDiploma,
  checkSeries,
  type RuleRefusal,
} from '#app/domain/registration/check-rules.ts';
import { attemptSchema, diplomaSchema, nationalIdSchema } from '#app/domain/registration/earlier-diploma.ts';
import { diplomaFor } from '#app/domain/registration/entry-rules.ts';
import { type Identity, identitySchema } from '#app/domain/registration/identity.ts';
import { optionsSchema, seriesSchema } from '#app/domain/registration/papers.ts';
import type { SchoolChoice } from '#app/domain/registration/school.ts';
import { answersAfterSeries, type EarlierDiploma } from '#app/domain/registration/steps.ts';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import { region, school } from '#db/schema/organisation.ts';
import type { Tx } from '#db/tx.ts';
import type { EntryRow, OwnEntry } from './load-own-entry.server.ts';

/** What each question's schema makes of its form. */
export type StepAnswer =
  | { readonly step: 'school'; readonly value: SchoolChoice }
  | { readonly step: 'identity'; readonly value: Identity }
  | { readonly step: 'birth'; readonly value: Birth }
  | { readonly step: 'nationality'; readonly value: { readonly nationality: string } }
  | { readonly step: 'nationalId'; readonly value: { readonly nationalId: string | null } }
  | { readonly step: 'diploma'; readonly value: { readonly earlierDiploma: EarlierDiploma } }
  | { readonly step: 'series'; readonly value: { readonly series: string } }
  | { readonly step: 'options'; readonly value: { readonly options: readonly string[] } }
  | { readonly step: 'sport'; readonly value: { readonly sport: boolean } }
  | { readonly step: 'attempt'; readonly value: { readonly attempt: number } }
  | { readonly step: 'photo'; readonly value: { readonly photoKey: string } };

export type Changes = Partial<EntryRow>;
export type AnswerRefusal = 'entry.answerRefused' | RuleRefusal;

/**
 * What an answer changes in an entry, judged again by the domain's schemas (`entry.answerRefused`) and by the sitting's
 * rules: a candidate learns at the question what the sending would refuse.
 */
export async function changesOf(
  tx: Tx,
  own: OwnEntry,
  answer: StepAnswer,
): Promise<Verdict<Changes, AnswerRefusal>> {
  const changes = await readChanges(tx, own, answer);
  if (changes === undefined) return refuse('entry.answerRefused', { step: answer.step });
  const allowed = allowedBy(own, answer);
  return allowed.ok ? accept(changes) : allowed;
}

async function readChanges(tx: Tx, own: OwnEntry, { step, value }: StepAnswer): Promise<Changes | undefined> {
  const { entry: row, regulation } = own;
  switch (step) {
    case 'school':
      return own.by === 'schoolHead' ? undefined : schoolChanges(tx, row.organisationId, value);
    case 'identity':
      return identitySchema.safeParse(value).data;
    case 'birth':
      return birthSchema(birthBounds(own.examStartsOn)).safeParse(value).data;
    case 'nationality':
      return z.object({ nationality: z.string().regex(/^[A-Z]{2}$/) }).safeParse(value).data;
    case 'nationalId':
      return value.nationalId === null
        ? { nationalId: null }
        : nationalIdSchema.safeParse({ nationalId: value.nationalId }).data;
    case 'diploma': {
      const asked = diplomaFor(own.rules, row.kind);
      const { year, number } = value.earlierDiploma;
      const typed = { year, ...(number === null ? {} : { number }) };
      return asked && diplomaSchema(asked, own.examStartsOn, row.birthDate).safeParse(typed).data;
    }
    case 'series': {
      const chosen = seriesSchema(regulation).safeParse(value).data;
      return chosen && { ...chosen, ...answersAfterSeries(row, chosen.series, regulation) };
    }
    case 'options':
      return optionsSchema(regulation, row.series).safeParse(value).data;
    case 'sport':
      return { fit: value.sport };
    case 'attempt':
      return attemptSchema.safeParse(value).data;
    case 'photo':
      return { photoKey: value.photoKey };
  }
}

function allowedBy(
  { entry: { kind }, rules, examStartsOn }: OwnEntry,
  answer: StepAnswer,
): Verdict<true, RuleRefusal> {
  switch (answer.step) {
    case 'birth':
      return checkAge(answer.value.birthDate, rules, examStartsOn);
    case 'diploma':
      return checkDiploma(answer.value.earlierDiploma, rules, { kind, examStartsOn });
    case 'series':
      return checkSeries(answer.value.series, rules, kind);
    case 'attempt':
      return checkAttempt(answer.value.attempt, rules);
    default:
      return accept();
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
