import type { z } from 'zod';
import type { JobName, jobPayloads } from '#app/domain/jobs/catalogue.ts';
import type { Ctx } from '#app/services/context.ts';
import { announceResultsJob } from './announce-results.server.ts';
import { bookBankFileJob } from './book-bank-file.server.ts';
import { buildPublicationJob } from './build-publication.server.ts';
import { checkImportJob } from './check-import.server.ts';
import { commitImportJob } from './commit-import.server.ts';
import { compareRegulationsJob } from './compare-regulations.server.ts';
import { findDuplicatesJob } from './find-duplicates.server.ts';
import { followReleasesJob } from './follow-releases.server.ts';
import { issueDocumentJob } from './issue-document.server.ts';
import { issueDocumentsJob } from './issue-documents.server.ts';
import { issueReceiptJob } from './issue-receipt.server.ts';
import { pollPaymentsJob } from './poll-payments.server.ts';
import { printLabelsJob } from './print-labels.server.ts';
import { printPackJob } from './print-pack.server.ts';
import { printProofSheetsJob } from './print-proof-sheets.server.ts';
import { publishListsJob } from './publish-lists.server.ts';
import { purgeExpiredJob } from './purge-expired.server.ts';
import { reconcileProviderJob } from './reconcile-provider.server.ts';
import { releaseJobsJob } from './release-jobs.server.ts';
import { releasePublicationJob } from './release-publication.server.ts';
import { sendMessageJob } from './send-message.server.ts';
import { sendRefundJob } from './send-refund.server.ts';
import { sendRemindersJob } from './send-reminders.server.ts';
import { settlePaymentJob } from './settle-payment.server.ts';
import { submitSchoolEntriesJob } from './submit-school-entries.server.ts';
import { watchVerificationsJob } from './watch-verifications.server.ts';
import { writePublicationJob } from './write-publication.server.ts';

/** One handler per job of the catalogue; each calls one service. */
export const jobHandlers: {
  [Name in JobName]: (ctx: Ctx, payload: z.output<(typeof jobPayloads)[Name]>) => Promise<void>;
} = {
  'settle-payment': settlePaymentJob,
  'poll-payments': pollPaymentsJob,
  'book-bank-file': bookBankFileJob,
  'send-refund': sendRefundJob,
  'reconcile-provider': reconcileProviderJob,
  'issue-document': issueDocumentJob,
  'issue-receipt': issueReceiptJob,
  'issue-documents': issueDocumentsJob,
  'print-pack': printPackJob,
  'print-labels': printLabelsJob,
  'build-publication': buildPublicationJob,
  'watch-verifications': watchVerificationsJob,
  'write-publication': writePublicationJob,
  'release-publication': releasePublicationJob,
  'announce-results': announceResultsJob,
  'follow-releases': followReleasesJob,
  'print-proof-sheets': printProofSheetsJob,
  'compare-regulations': compareRegulationsJob,
  'publish-lists': publishListsJob,
  'purge-expired': purgeExpiredJob,
  'release-jobs': releaseJobsJob,
  'find-duplicates': findDuplicatesJob,
  'check-import': checkImportJob,
  'commit-import': commitImportJob,
  'send-message': sendMessageJob,
  'send-reminders': sendRemindersJob,
  'submit-school-entries': submitSchoolEntriesJob,
};
