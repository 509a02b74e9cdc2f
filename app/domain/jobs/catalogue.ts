import { z } from 'zod';
import { STATEMENT_FIELDS } from '#app/domain/counter/statement-columns.ts';
import { AUDIENCES } from '../followup/audiences.ts';

/** Every background job and what it is given. A handler in app/jobs serves each; a test proves it. */
export const jobPayloads = {
  /** Judge a payment by asking its provider: after a callback, or because none came. */
  'settle-payment': z.object({ paymentId: z.uuid() }),
  /** Ask again about payments that stayed without an answer (every 5 minutes). */
  'poll-payments': z.object({}),
  /** Ask a provider to give money back. */
  'send-refund': z.object({ refundId: z.uuid() }),
  /** Compare a provider's own list of a day with the books; without one, every provider's of yesterday (each night). */
  'reconcile-provider': z.object({ provider: z.string().optional(), day: z.iso.date().optional() }),
  /** Give a settled payment its receipt; with an invoice, the one of a candidate whose school paid. */
  'issue-receipt': z.object({ paymentId: z.uuid().optional(), invoiceId: z.uuid().optional() }),
  /** Book what is left of a bank's statement, by the columns somebody chose. */
  'book-bank-file': z.object({
    fileId: z.uuid(),
    mapping: z.partialRecord(z.enum(STATEMENT_FIELDS), z.int().min(0)).optional(),
  }),
  /** Sign, render and store a document that has its number. */
  'issue-document': z.object({ documentId: z.uuid() }),
  /** Number, sign and pack the documents of one kind for a whole sitting. */
  'issue-documents': z.object({ taskId: z.uuid() }),
  /** Recompute a publication from the raw marks and write its snapshot file. */
  'build-publication': z.object({ taskId: z.uuid() }),
  /** Gather a confirmed publication again and write its rows. */
  'write-publication': z.object({ taskId: z.uuid() }),
  /** Let everyone read a publication, at its hour. */
  'release-publication': z.object({ draftId: z.uuid() }),
  /** Tell candidates that their result is there, in batches; `previousId` is the version read before. */
  'announce-results': z.object({
    publicationId: z.uuid(),
    previousId: z.uuid().nullable(),
    after: z.string(),
  }),
  /** Release what is due and point every sitting at the version its last release names (every minute). */
  'follow-releases': z.object({}),
  /** Send the complete drafts of a school, one by one. */
  'submit-school-entries': z.object({ taskId: z.uuid() }),
  /** Draw the proof sheets of a school as one PDF. */
  'print-proof-sheets': z.object({ taskId: z.uuid() }),
  /** Join the pages of a finished pack as one PDF for a printer. */
  'print-pack': z.object({ taskId: z.uuid() }),
  /** Judge a past sitting's marks by another version of its regulation. */
  'compare-regulations': z.object({ taskId: z.uuid() }),
  /** Draw the labels of a paper's scripts as one PDF. */
  'print-labels': z.object({ taskId: z.uuid() }),
  /** Forget ended sessions, codes, accounts nobody proved and packs that broke off (each night). */
  'purge-expired': z.object({}),
  /** Sign the trust list and the status lists again where they changed or grow old (every 5 minutes). */
  'publish-lists': z.object({}),
  /** Look for more failed verifications than usual (every 10 minutes). */
  'watch-verifications': z.object({}),
  /** Take back what a killed worker left undone (every 5 minutes). */
  'release-jobs': z.object({}),
  /** Write the messages of a reminder, in batches; one a person, an audience and a day. */
  'send-reminders': z.object({
    sittingId: z.uuid(),
    audience: z.enum(AUDIENCES),
    day: z.iso.date(),
    regions: z.array(z.uuid()).nullable(),
  }),
  /** Look for people entered twice: in a whole sitting, or among the entries of an import. */
  'find-duplicates': z.object({ sittingId: z.uuid(), entryIds: z.array(z.uuid()).max(10_000).optional() }),
  /** Read a school's list and judge each of its rows; `round` is that of its mapping. */
  'check-import': z.object({ batchId: z.uuid(), round: z.int().min(1) }),
  /** Make entries of a list's good rows. */
  'commit-import': z.object({ batchId: z.uuid() }),
  /** Send one mail or SMS. */
  'send-message': z.object({ messageId: z.uuid() }),
} as const;

export type JobName = keyof typeof jobPayloads;
export type JobPayload<Name extends JobName> = z.input<(typeof jobPayloads)[Name]>;
