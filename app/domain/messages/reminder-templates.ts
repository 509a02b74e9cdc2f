import type { Audience } from '#app/domain/followup/audiences.ts';

/** `untilDay`: the last day of entries, `YYYY-MM-DD`; `path`: where to do what is asked. */
type Common = { readonly exam: string; readonly untilDay: string; readonly path: string };
type OfSchool = Common & { readonly school: string };
type OfEntry = Common & { readonly candidate: string };

export type ReminderTemplates = {
  readonly remindSilentSchool: OfSchool;
  /** `entries`: how many are concerned. */
  readonly remindSchoolDrafts: OfSchool & { readonly entries: string };
  readonly remindSchoolUnpaid: OfSchool & { readonly entries: string };
  readonly remindDraft: OfEntry;
  readonly remindUnpaid: OfEntry;
  readonly remindProof: OfEntry;
  readonly deadlineMoved: Common;
  /** One person entered twice: `number` goes, `kept` stays. */
  readonly entryDuplicate: Omit<OfEntry, 'untilDay'> & { readonly number: string; readonly kept: string };
};

/** What each audience is written. */
export const REMINDER_TEMPLATES = {
  silentSchools: 'remindSilentSchool',
  schoolDrafts: 'remindSchoolDrafts',
  schoolUnpaid: 'remindSchoolUnpaid',
  candidateDraft: 'remindDraft',
  candidateUnpaid: 'remindUnpaid',
  candidateProof: 'remindProof',
  deadlineMoved: 'deadlineMoved',
} as const satisfies Record<Audience, keyof ReminderTemplates>;
