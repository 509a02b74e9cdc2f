import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import { yearsBefore } from './birth.ts';
import { type CandidateKind, diplomaFor, type EntryRules } from './entry-rules.ts';
import type { EarlierDiploma } from './steps.ts';

export type RuleRefusal =
  | 'rules.tooYoung'
  | 'rules.tooOld'
  | 'rules.seriesNotForKind'
  | 'rules.diplomaUnknown'
  | 'rules.diplomaTooRecent'
  | 'rules.tooManyAttempts';

/**
 * Whether somebody born on a day has an age the sitting takes on its first day, in whole years, bounds included. Who is
 * born on 29 February turns a year older on the 28th of a year without it.
 * @param birthDate `YYYY-MM-DD`. @param examStartsOn `YYYY-MM-DD` in the office's time zone.
 */
export function checkAge(
  birthDate: string,
  { age }: EntryRules,
  examStartsOn: string,
): Verdict<true, 'rules.tooYoung' | 'rules.tooOld'> {
  const detail = { step: 'birth', day: examStartsOn, born: birthDate };
  if (age?.minimum !== undefined && birthDate > yearsBefore(examStartsOn, age.minimum))
    return refuse('rules.tooYoung', { ...detail, minimum: age.minimum });
  if (age?.maximum !== undefined && birthDate <= yearsBefore(examStartsOn, age.maximum + 1))
    return refuse('rules.tooOld', { ...detail, maximum: age.maximum });
  return accept();
}

/** Whether a kind of candidate may choose a series. */
export function checkSeries(
  series: string,
  { seriesFor }: EntryRules,
  kind: CandidateKind,
): Verdict<true, 'rules.seriesNotForKind'> {
  const named = seriesFor?.[kind];
  return named === undefined || named.includes(series)
    ? accept()
    : refuse('rules.seriesNotForKind', { step: 'series', series, allowed: named.join(', ') });
}

/** Whether a diploma is the one the rules ask for, had long enough before the year of the sitting's first day. */
export function checkDiploma(
  diploma: EarlierDiploma | null,
  rules: EntryRules,
  { kind, examStartsOn }: { readonly kind: CandidateKind; readonly examStartsOn: string },
): Verdict<true, 'rules.diplomaUnknown' | 'rules.diplomaTooRecent'> {
  const asked = diplomaFor(rules, kind);
  if (!asked) return accept();
  const words = { step: 'diploma', labelFr: asked.label.fr, labelEn: asked.label.en };
  if (diploma?.exam !== asked.code) return refuse('rules.diplomaUnknown', words);
  const latest = Number(examStartsOn.slice(0, 4)) - (asked.yearsBefore ?? 0);
  return diploma.year <= latest ? accept() : refuse('rules.diplomaTooRecent', { ...words, latest });
}

/** Whether the exam may be taken one time more. */
export function checkAttempt(
  attempt: number | null,
  { attempts }: EntryRules,
): Verdict<true, 'rules.tooManyAttempts'> {
  return attempts === undefined || attempt === null || attempt <= attempts.maximum
    ? accept()
    : refuse('rules.tooManyAttempts', { step: 'attempt', maximum: attempts.maximum, attempt });
}
