import type { Regulation } from '#app/domain/regulation/schema.ts';
import { diplomaFor, documentsFor, type EntryRules, photoFor } from './entry-rules.ts';
import { hasSport, optionalPapers } from './papers.ts';

/** The questions of an entry, one a page, in the order they are asked. */
export const STEPS = [
  'school',
  'identity',
  'birth',
  'nationality',
  'nationalId',
  'diploma',
  'series',
  'options',
  'sport',
  'attempt',
  'photo',
  'documents',
] as const;
export type Step = (typeof STEPS)[number];

/** A diploma had before: its exam's code, the year and, where the candidate has it at hand, the number. */
export type EarlierDiploma = { readonly exam: string; readonly year: number; readonly number: string | null };

/** What an entry holds of its candidate's answers; null where nothing was answered yet. */
export type Answers = {
  readonly kind: 'official' | 'free';
  readonly schoolId: string | null;
  readonly regionId: string | null;
  readonly surname: string | null;
  readonly givenNames: string | null;
  readonly sex: 'F' | 'M' | null;
  /** `YYYY-MM-DD`. */
  readonly birthDate: string | null;
  readonly birthPlace: string | null;
  /** ISO 3166-1 alpha-2. */
  readonly nationality: string | null;
  readonly series: string | null;
  readonly options: readonly string[] | null;
  readonly fit: boolean | null;
  readonly photoKey: string | null;
  readonly nationalId: string | null;
  readonly earlierDiploma: EarlierDiploma | null;
  /** Which time this exam is taken: 1 for the first. */
  readonly attempt: number | null;
  /** Codes of the papers given. */
  readonly documents: readonly string[];
};

/** The questions that concern this entry: what neither its series nor the sitting's rules call for is not asked. */
export function stepsFor(
  { series, kind }: Pick<Answers, 'series' | 'kind'>,
  regulation: Regulation,
  rules: EntryRules,
): Step[] {
  const asked: Partial<Record<Step, boolean>> = {
    nationalId: rules.nationalId !== undefined,
    diploma: diplomaFor(rules, kind) !== undefined,
    options: series === null || optionalPapers(regulation, series).length > 0,
    sport: series === null || hasSport(regulation, series),
    attempt: rules.attempts !== undefined,
    photo: photoFor(rules, kind) !== undefined,
    documents: documentsFor(rules, kind).length > 0,
  };
  return STEPS.filter((step) => asked[step] ?? true);
}

type Answered = (answers: Answers, rules: EntryRules) => boolean;

const ANSWERED: Readonly<Record<Step, Answered>> = {
  school: ({ kind, schoolId, regionId }) => regionId !== null && (kind === 'free' || schoolId !== null),
  identity: ({ surname, givenNames, sex }) => surname !== null && givenNames !== null && sex !== null,
  birth: ({ birthDate, birthPlace }) => birthDate !== null && birthPlace !== null,
  nationality: ({ nationality }) => nationality !== null,
  nationalId: ({ nationalId }, rules) => nationalId !== null || rules.nationalId !== 'required',
  diploma: ({ earlierDiploma }) => earlierDiploma !== null,
  series: ({ series }) => series !== null,
  options: ({ options }) => options !== null,
  sport: ({ fit }) => fit !== null,
  attempt: ({ attempt }) => attempt !== null,
  photo: ({ photoKey, kind }, rules) => photoKey !== null || photoFor(rules, kind) !== 'submission',
  documents: ({ documents, kind }, rules) =>
    documentsFor(rules, kind).every(
      ({ code, neededFor }) => neededFor === 'validation' || documents.includes(code),
    ),
};

/** Whether the entry can be sent without another word on this question: what may be left empty counts as answered. */
export function isAnswered(step: Step, answers: Answers, rules: EntryRules): boolean {
  return ANSWERED[step](answers, rules);
}

/** The first question without an answer, or undefined: everything is ready to be checked. */
export function firstUnanswered(
  answers: Answers,
  regulation: Regulation,
  rules: EntryRules,
): Step | undefined {
  return stepsFor(answers, regulation, rules).find((step) => !isAnswered(step, answers, rules));
}

/** The question after `step`, or undefined after the last. */
export function stepAfter(
  step: Step,
  answers: Answers,
  regulation: Regulation,
  rules: EntryRules,
): Step | undefined {
  const steps = stepsFor(answers, regulation, rules);
  return steps[steps.indexOf(step) + 1];
}

/** The question before `step`, or undefined before the first. */
export function stepBefore(
  step: Step,
  answers: Answers,
  regulation: Regulation,
  rules: EntryRules,
): Step | undefined {
  const steps = stepsFor(answers, regulation, rules);
  return steps[steps.indexOf(step) - 1];
}

/**
 * What a series settles by itself: options that the new series does not offer are dropped, and the question is asked
 * again when any was; no optional paper means none chosen; no sport paper means nothing to be unfit for.
 */
export function answersAfterSeries(
  answers: Pick<Answers, 'options' | 'fit'>,
  series: string,
  regulation: Regulation,
): { options: string[] | null; fit: boolean | null } {
  const offered = optionalPapers(regulation, series).map(({ code }) => code);
  const kept = answers.options?.filter((code) => offered.includes(code)) ?? null;
  const options =
    offered.length === 0 ? [] : kept !== null && kept.length === answers.options?.length ? kept : null;
  return { options, fit: hasSport(regulation, series) ? answers.fit : true };
}
