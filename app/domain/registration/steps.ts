import type { Regulation } from '#app/domain/regulation/schema.ts';
import { hasSport, optionalPapers } from './papers.ts';

/** The questions of an entry, one a page, in the order they are asked. */
export const STEPS = [
  'school',
  'identity',
  'birth',
  'nationality',
  'series',
  'options',
  'sport',
  'photo',
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
};

/** The questions that concern this entry: no optional paper or no sport in the series, no question. */
export function stepsFor(answers: Pick<Answers, 'series'>, regulation: Regulation): Step[] {
  const { series } = answers;
  if (series === null) return [...STEPS];
  return STEPS.filter((step) => {
    if (step === 'options') return optionalPapers(regulation, series).length > 0;
    if (step === 'sport') return hasSport(regulation, series);
    return true;
  });
}

const ANSWERED: Readonly<Record<Step, (answers: Answers) => boolean>> = {
  school: ({ kind, schoolId, regionId }) => regionId !== null && (kind === 'free' || schoolId !== null),
  identity: ({ surname, givenNames, sex }) => surname !== null && givenNames !== null && sex !== null,
  birth: ({ birthDate, birthPlace }) => birthDate !== null && birthPlace !== null,
  nationality: ({ nationality }) => nationality !== null,
  series: ({ series }) => series !== null,
  options: ({ options }) => options !== null,
  sport: ({ fit }) => fit !== null,
  photo: ({ photoKey }) => photoKey !== null,
};

export function isAnswered(step: Step, answers: Answers): boolean {
  return ANSWERED[step](answers);
}

/** The first question without an answer, or undefined: everything is ready to be checked. */
export function firstUnanswered(answers: Answers, regulation: Regulation): Step | undefined {
  return stepsFor(answers, regulation).find((step) => !isAnswered(step, answers));
}

/** The question after `step`, or undefined after the last. */
export function stepAfter(step: Step, answers: Answers, regulation: Regulation): Step | undefined {
  const steps = stepsFor(answers, regulation);
  return steps[steps.indexOf(step) + 1];
}

/** The question before `step`, or undefined before the first. */
export function stepBefore(step: Step, answers: Answers, regulation: Regulation): Step | undefined {
  const steps = stepsFor(answers, regulation);
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
