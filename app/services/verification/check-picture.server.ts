import type { DocumentCheck } from '#app/domain/verification/shown-document.ts';
import { readText } from '#app/domain/verification/verify.ts';
import type { Ctx } from '#app/services/context.ts';
import { checkByText } from './check-document.server.ts';

/**
 * Answers for a photograph or a scan, by the QR it shows. Of several codes the office's own is answered for, a poster's
 * beside it is not; of two documents in one picture neither is, since one could lend the other its answer.
 * @throws when the reader or the register cannot be reached
 */
export async function checkByPicture(ctx: Ctx, bytes: Uint8Array): Promise<DocumentCheck> {
  const texts = await ctx.adapters.qrReader.readCodes(bytes);
  if (texts === undefined) return { verdict: 'unreadable', reason: 'picture.unreadable', showMarks: false };
  const ours = texts.filter((text) => isOurs(ctx, text));
  if (ours.length > 1) return { verdict: 'unreadable', reason: 'picture.several', showMarks: false };
  const text = ours[0] ?? texts[0];
  if (text === undefined) return { verdict: 'unreadable', reason: 'picture.noCode', showMarks: false };
  return checkByText(ctx, text);
}

/** Whether a code says it is a document of this office; whether it is one, the check tells. */
function isOurs(ctx: Ctx, text: string): boolean {
  const read = readText(text, { officialHost: ctx.settings.officialHost });
  return !('verdict' in read) || read.reason === 'qr.no-payload';
}
