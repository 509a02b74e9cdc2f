import { readPdfGuarded } from '#app/adapters/pdf-reader/read-pdf-guarded.server.ts';
import {
  type VerificationAnswer,
  type VerificationKnowledge,
  verifyDocument,
} from '#app/domain/verification/verify.ts';

/** What a PDF is worth, by the code it carries. */
export async function verifyPdf(
  bytes: Uint8Array,
  knowledge: VerificationKnowledge,
): Promise<VerificationAnswer> {
  const text = await readPdfGuarded(bytes);
  return text === undefined
    ? { verdict: 'unreadable', reason: 'qr.no-payload' }
    : verifyDocument({ text }, knowledge);
}
