/**
 * Who can be reminded of a sitting. The first three are heads of schools, the next three candidates with an account;
 * `deadlineMoved` is told by Palmarès itself to whoever still has something to do before the new date.
 */
export const AUDIENCES = [
  'silentSchools',
  'schoolDrafts',
  'schoolUnpaid',
  'candidateDraft',
  'candidateUnpaid',
  'candidateProof',
  'deadlineMoved',
] as const;
export type Audience = (typeof AUDIENCES)[number];

/** What an officer may send by hand. */
export const REMINDABLE = [
  'silentSchools',
  'schoolDrafts',
  'schoolUnpaid',
  'candidateDraft',
  'candidateUnpaid',
  'candidateProof',
] as const satisfies readonly Audience[];

/** Whether it is about a school, told to its heads, or about an entry, told to its candidate. */
export function isForSchools(audience: Audience): boolean {
  return audience === 'silentSchools' || audience === 'schoolDrafts' || audience === 'schoolUnpaid';
}
