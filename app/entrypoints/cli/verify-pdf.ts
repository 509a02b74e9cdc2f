import type { SealedPdf } from '#app/adapters/pdf-reader/port.ts';
import { readSealedGuarded } from '#app/adapters/pdf-reader/read-pdf-guarded.server.ts';
import { type FileReason, judgeSeal } from '#app/domain/verification/judge-seal.ts';
import {
  type VerificationAnswer,
  type VerificationKnowledge,
  verifyDocument,
} from '#app/domain/verification/verify.ts';

export type PdfAnswer = Omit<VerificationAnswer, 'reason'> & {
  readonly reason: VerificationAnswer['reason'] | FileReason;
};

/** What a PDF is worth; read in a process of its own. */
export async function verifyPdf(bytes: Uint8Array, knowledge: VerificationKnowledge): Promise<PdfAnswer> {
  const read = await readSealedGuarded(bytes);
  return read ? judgePdf(read, knowledge) : UNREADABLE;
}

/**
 * By the code it carries and the seal over its bytes. Keys given by hand vouch for no certificate: anyone can seal a
 * page, so that a PDF they prove is authentic at most.
 */
export function judgePdf({ address, seal }: SealedPdf, knowledge: VerificationKnowledge): PdfAnswer {
  if (address === undefined) return UNREADABLE;
  const answer = verifyDocument({ text: address }, knowledge);
  const ruling = judgeSeal(answer, seal, knowledge.trust?.list?.certificates ?? []);
  return ruling?.verdict === 'forged' ? ruling : { ...answer, ...ruling };
}

const UNREADABLE: PdfAnswer = { verdict: 'unreadable', reason: 'qr.no-payload' };
