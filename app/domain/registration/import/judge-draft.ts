import { foldText } from '#app/domain/shared/fold-text.ts';
import { checkAge, checkAttempt, checkDiploma, checkSeries } from '../check-rules.ts';
import { diplomaFor, type EntryRules } from '../entry-rules.ts';
import type { EarlierDiploma } from '../steps.ts';
import type { ImportField, Mapping } from './columns.ts';
import type { ImportDraft } from './read-row.ts';
import type { RowError } from './row-error.ts';

export type SittingRules = {
  readonly rules: EntryRules;
  /** `YYYY-MM-DD` where the office is. */
  readonly examStartsOn: string;
};

const KIND = 'official';

/**
 * What a sitting's rules refuse in a row whose cells could all be read: age, series, earlier diploma, attempts, identity
 * number. What a row leaves out is no error where the entry can still be completed by hand.
 */
export function judgeDraft(
  draft: ImportDraft,
  mapping: Mapping,
  { rules, examStartsOn }: SittingRules,
): RowError[] {
  const errors: RowError[] = [];
  const tell = (field: ImportField, message: string, values: Readonly<Record<string, unknown>> = {}) => {
    const query = new URLSearchParams(Object.entries(values).map(([name, value]) => [name, String(value)]));
    const column = mapping[field] ?? null;
    errors.push({ column, field, message: query.size > 0 ? `${message}?${query}` : message });
  };
  const day = examStartsOn.split('-').reverse().join('/');
  const age = checkAge(draft.birthDate, rules, examStartsOn);
  if (!age.ok) tell('birthDate', `imports:${age.reason}`, { ...age.detail, day });
  const series = checkSeries(draft.series, rules, KIND);
  if (!series.ok) tell('series', `imports:${series.reason}`, series.detail);
  if (rules.nationalId === 'required' && draft.nationalId === null)
    tell('nationalId', 'common:errors.required');
  const asked = diplomaFor(rules, KIND);
  if (draft.diploma !== null && asked) {
    const diploma = earlierDiploma(draft, rules);
    if (diploma === null) tell('diplomaYear', 'common:errors.required');
    const held = diploma && checkDiploma(diploma, rules, { kind: KIND, examStartsOn });
    if (held && !held.ok)
      tell(held.reason === 'rules.diplomaUnknown' ? 'diplomaExam' : 'diplomaYear', `imports:${held.reason}`, {
        ...held.detail,
        exam: asked.code,
      });
  }
  const attempt = checkAttempt(attemptOf(draft), rules);
  if (!attempt.ok) tell('attempts', `imports:${attempt.reason}`, attempt.detail);
  return errors;
}

/** Which time the exam is taken, from how many times it was taken before; null where the list does not say. */
export function attemptOf({ attempts }: Pick<ImportDraft, 'attempts'>): number | null {
  return attempts === null ? null : attempts + 1;
}

/**
 * The diploma as an entry keeps it: the one that the rules ask for where the row names it by code or by words, or names
 * none. Null for one that lacks its year or, where no rule asks for one, its exam.
 */
export function earlierDiploma(
  { diploma }: Pick<ImportDraft, 'diploma'>,
  rules: EntryRules,
): EarlierDiploma | null {
  if (diploma === null || diploma.year === null) return null;
  const asked = diplomaFor(rules, KIND);
  const named = diploma.exam === null ? null : foldText(diploma.exam);
  const isAsked =
    asked !== undefined &&
    (named === null || [asked.code, asked.label.fr, asked.label.en].some((word) => foldText(word) === named));
  const exam = isAsked ? asked.code : diploma.exam;
  return exam === null ? null : { exam, year: diploma.year, number: diploma.number };
}
