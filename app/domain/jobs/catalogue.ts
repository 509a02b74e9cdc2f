import { z } from 'zod';

/** Every background job and what it is given. A handler in app/jobs serves each; a test proves it. */
export const jobPayloads = {
  /** Judge a payment by asking its provider: after a callback, or because none came. */
  'settle-payment': z.object({ paymentId: z.uuid() }),
  /** Ask again about payments that stayed without an answer (every 5 minutes). */
  'poll-payments': z.object({}),
  /** Give a settled payment its receipt. */
  'issue-receipt': z.object({ paymentId: z.uuid() }),
  /** Sign, render and store a document that has its number. */
  'issue-document': z.object({ documentId: z.uuid() }),
  /** Make the transcripts of a publication, entry by entry. */
  'issue-transcripts': z.object({ publicationId: z.uuid() }),
  /** Send one mail or SMS. */
  'send-message': z.object({ messageId: z.uuid() }),
} as const;

export type JobName = keyof typeof jobPayloads;
export type JobPayload<Name extends JobName> = z.input<(typeof jobPayloads)[Name]>;
