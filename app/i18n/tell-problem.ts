import type { Problem } from '#app/domain/regulation/problem.ts';
import type { Locale } from './locale.ts';
import { type MessageKey, translator } from './translate.ts';

/** A problem of a regulation file, of a candidate's marks or of a worked case, in the reader's language; its place is apart. */
export function tellProblem({ reason, detail = {} }: Problem, locale: Locale): string {
  return translator(locale)(`regulationProblems:${reason}` as MessageKey, detail);
}
