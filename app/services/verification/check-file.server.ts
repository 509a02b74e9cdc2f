import type { VerificationDoor } from '#app/domain/verification/doors.ts';
import type { DocumentCheck } from '#app/domain/verification/shown-document.ts';
import type { Ctx } from '#app/services/context.ts';
import { checkByPdf } from './check-pdf.server.ts';
import { checkByPicture } from './check-picture.server.ts';

/** A PDF may have a little before its mark, as its readers allow. */
const PDF_MARK = [0x25, 0x50, 0x44, 0x46, 0x2d];
const SEARCHED = 1024;

/**
 * Answers for a file that may be the PDF as issued or a picture of the paper; its content decides, not its name.
 * @returns the answer, and the door it came in by
 * @throws as `checkByPdf` and `checkByPicture`
 */
export async function checkByFile(
  ctx: Ctx,
  bytes: Uint8Array,
): Promise<{ readonly check: DocumentCheck; readonly door: VerificationDoor }> {
  return isPdf(bytes)
    ? { check: await checkByPdf(ctx, bytes), door: 'pdf' }
    : { check: await checkByPicture(ctx, bytes), door: 'picture' };
}

function isPdf(bytes: Uint8Array): boolean {
  const head = bytes.subarray(0, SEARCHED);
  return head.some((_, at) => PDF_MARK.every((byte, index) => head[at + index] === byte));
}
