/** The ways in which a document can be checked with the office. */
export const VERIFICATION_DOORS = [
  'address',
  'typed',
  'scan',
  'picture',
  'pdf',
  'api',
  'bulk',
  'share',
] as const;
export type VerificationDoor = (typeof VERIFICATION_DOORS)[number];

/** Where a person or a program writes what they hold: a wrong answer there is a slip or a guess. */
export const GUESSING_DOORS: readonly VerificationDoor[] = ['typed', 'api', 'bulk'];
/** Where a code was read from a paper or a file: a wrong answer there is a forgery shown to somebody. */
export const READING_DOORS: readonly VerificationDoor[] = ['address', 'scan', 'picture', 'pdf', 'share'];
