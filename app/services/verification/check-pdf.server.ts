import { sameBytes } from '#app/domain/verification/byte-strings.ts';
import type { DocumentCheck } from '#app/domain/verification/shown-document.ts';
import { tokenOf } from '#app/domain/verification/token.ts';
import { readText } from '#app/domain/verification/verify.ts';
import type { Ctx } from '#app/services/context.ts';
import { readDocumentFile } from '#app/services/documents/read-document-file.server.ts';
import { checkByText, findByToken } from './check-document.server.ts';

/**
 * Answers for an uploaded PDF, by the code it carries. Only the file as the office keeps it, byte for byte, can be
 * `valid`: anyone can write over a page and leave the code inside as it was.
 * @throws when the reader, the register or the storage cannot be reached
 */
export async function checkByPdf(ctx: Ctx, bytes: Uint8Array): Promise<DocumentCheck> {
  const text = await ctx.adapters.pdfReader.readAddress(bytes);
  if (text === undefined) return { verdict: 'unreadable', reason: 'qr.no-payload', showMarks: false };
  const check = await checkByText(ctx, text);
  if (check.verdict !== 'valid') return check;
  return (await isFileAsIssued(ctx, text, bytes))
    ? check
    : { ...check, verdict: 'authentic', reason: 'file.altered' };
}

async function isFileAsIssued(ctx: Ctx, text: string, bytes: Uint8Array): Promise<boolean> {
  const read = readText(text, { officialHost: ctx.settings.officialHost });
  const row = 'verdict' in read ? undefined : await findByToken(ctx, tokenOf(read.cose));
  const kept = row?.fileKey ? await readDocumentFile(ctx, { ...row, fileKey: row.fileKey }) : undefined;
  return kept !== undefined && sameBytes(kept, bytes);
}
