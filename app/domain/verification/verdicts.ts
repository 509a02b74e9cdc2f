/** The nine answers of the verification profile. */
export const VERIFICATION_VERDICTS = [
  'valid',
  'authentic',
  'superseded',
  'revoked',
  'suspended',
  'forged',
  'unknown-issuer',
  'unreadable',
  'unsupported',
] as const;
export type VerificationVerdict = (typeof VERIFICATION_VERDICTS)[number];
