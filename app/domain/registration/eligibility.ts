import { z } from 'zod';
import type { Regulation } from '#app/domain/regulation/schema.ts';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import type { SittingState } from '#app/domain/sitting/states.ts';
import { birthBounds, birthSchema } from './birth.ts';
import { checkAge, checkAttempt, checkDiploma, checkSeries, type RuleRefusal } from './check-rules.ts';
import type { EntryRules } from './entry-rules.ts';
import { identitySchema } from './identity.ts';
import { optionsSchema, seriesSchema } from './papers.ts';
import type { EntryState } from './states.ts';
import { type Answers, firstUnanswered } from './steps.ts';

export type SittingWindow = {
  readonly state: SittingState;
  readonly entriesOpenAt: Date;
  readonly entriesCloseAt: Date;
};

export type WindowRefusal = 'sitting.notYetOpen' | 'sitting.closed';

/** Whether a sitting takes entries at this moment: from its opening on, up to and without its closing. */
export function takesEntries(sitting: SittingWindow, now: Date): Verdict<true, WindowRefusal> {
  if (sitting.state === 'draft' || now < sitting.entriesOpenAt) return refuse('sitting.notYetOpen');
  if (sitting.state !== 'open' || now >= sitting.entriesCloseAt) return refuse('sitting.closed');
  return accept();
}

/** Whether a returned entry can still come back: entries may be closed, but seats are not given yet. */
export function takesCorrections(sitting: Pick<SittingWindow, 'state'>): Verdict<true, 'sitting.closed'> {
  return sitting.state === 'open' || sitting.state === 'closed' ? accept() : refuse('sitting.closed');
}

/**
 * Whether a paper of the file can still be given: with a draft while entries are taken, later until seats are given and
 * the office has validated.
 */
export function takesPapers(
  { state }: { readonly state: EntryState },
  sitting: SittingWindow,
  now: Date,
): Verdict<true, 'entry.notEditable' | WindowRefusal> {
  if (state === 'draft') return takesEntries(sitting, now);
  const waiting = state === 'returned' || state === 'submitted' || state === 'paid';
  return waiting ? takesCorrections(sitting) : refuse('entry.notEditable');
}

/** What may be missing from an entry that is sent: the rules ask for it of some, or later. */
type MayBeMissing = 'schoolId' | 'photoKey' | 'nationalId' | 'earlierDiploma' | 'attempt';

/** An entry with every answer it needs, as submission and the quote take it. */
export type CompleteAnswers = {
  readonly [Key in Exclude<keyof Answers, MayBeMissing>]: NonNullable<Answers[Key]>;
} & Pick<Answers, MayBeMissing>;

export type EligibilityRefusal = 'entry.incomplete' | 'entry.stepInvalid' | RuleRefusal;

const COUNTRY = /^[A-Z]{2}$/;

/**
 * Whether these answers make an entry, judged again as a whole: a regulation, a sitting or its rules may have changed
 * since each was given. `entry.incomplete` names the first question to answer, `entry.stepInvalid` the first to answer
 * again; `rules.…` say what the sitting's rules refuse, with the question in `step`.
 * @param examStartsOn `YYYY-MM-DD` in the office's time zone.
 */
export function eligibility(
  answers: Answers,
  regulation: Regulation,
  examStartsOn: string,
  rules: EntryRules,
): Verdict<CompleteAnswers, EligibilityRefusal> {
  const missing = firstUnanswered(answers, regulation, rules);
  const complete = completeAnswers(answers);
  if (missing !== undefined || !complete) return refuse('entry.incomplete', { step: missing ?? 'school' });
  const checks: [string, z.ZodType, unknown][] = [
    ['identity', identitySchema, answers],
    ['birth', birthSchema(birthBounds(examStartsOn)), answers],
    ['nationality', z.string().regex(COUNTRY), answers.nationality],
    ['series', seriesSchema(regulation), answers],
    ['options', optionsSchema(regulation, answers.series), answers],
  ];
  const wrong = checks.find(([, schema, value]) => !schema.safeParse(value).success);
  if (wrong) return refuse('entry.stepInvalid', { step: wrong[0] });
  const allowed = checkRules(complete, rules, examStartsOn);
  return allowed.ok ? accept(complete) : allowed;
}

/** The rules in the order of their questions; the first that refuses answers. */
function checkRules(
  { kind, birthDate, earlierDiploma, series, attempt }: CompleteAnswers,
  rules: EntryRules,
  examStartsOn: string,
): Verdict<true, RuleRefusal> {
  const verdicts = [
    checkAge(birthDate, rules, examStartsOn),
    checkDiploma(earlierDiploma, rules, { kind, examStartsOn }),
    checkSeries(series, rules, kind),
    checkAttempt(attempt, rules),
  ];
  return verdicts.find((verdict) => !verdict.ok) ?? accept();
}

/** Only what was asked, whatever else the row holds. */
function completeAnswers(row: Answers): CompleteAnswers | undefined {
  const { kind, schoolId, regionId, surname, givenNames, sex, birthDate, birthPlace } = row;
  const { nationality, series, options, fit, photoKey } = row;
  const { nationalId, earlierDiploma, attempt, documents } = row;
  if (regionId === null || (kind === 'official' && schoolId === null)) return undefined;
  if (surname === null || givenNames === null || sex === null) return undefined;
  if (birthDate === null || birthPlace === null || nationality === null) return undefined;
  if (series === null || options === null || fit === null) return undefined;
  const person = { surname, givenNames, sex, birthDate, birthPlace, nationality, nationalId };
  const choices = { series, options, fit, photoKey, earlierDiploma, attempt, documents };
  return { kind, schoolId, regionId, ...person, ...choices };
}
