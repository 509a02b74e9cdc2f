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
