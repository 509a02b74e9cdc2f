import type { Translate } from '#app/i18n/translate.ts';

const KINDS = ['submit-school-entries', 'print-proof-sheets'] as const;
export type SchoolTaskKind = (typeof KINDS)[number];

/** Work a school's head asks for; other work has pages elsewhere. */
export function isSchoolTask(kind: string): kind is SchoolTaskKind {
  return KINDS.some((known) => known === kind);
}

export function schoolTaskTitle(t: Translate, kind: SchoolTaskKind): string {
  return t(`entries:task.title.${kind}`);
}
