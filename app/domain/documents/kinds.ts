/** Types of the verification profile's payload, in its numbers. */
export const DOCUMENT_TYPE = {
  transcript: 1,
  passCertificate: 2,
  diploma: 3,
  convocation: 4,
  receipt: 5,
} as const;

export const DOCUMENT_KINDS = ['transcript', 'passCertificate', 'diploma', 'convocation', 'receipt'] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

/** Values of the token status list: 0 valid, 1 revoked, 2 suspended, 3 superseded. */
export const DOCUMENT_STATUSES = ['valid', 'revoked', 'suspended', 'superseded'] as const;
export type DocumentStatus = (typeof DOCUMENT_STATUSES)[number];
