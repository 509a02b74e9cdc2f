import { sameBytes } from '#app/domain/verification/byte-strings.ts';
import { judgeSeal } from '#app/domain/verification/judge-seal.ts';
import type { DocumentCheck } from '#app/domain/verification/shown-document.ts';
import { tokenOf } from '#app/domain/verification/token.ts';
import { readText } from '#app/domain/verification/verify.ts';
import type { Ctx } from '#app/services/context.ts';
import { readDocumentFile } from '#app/services/documents/read-document-file.server.ts';
import { checkByText, findByToken } from './check-document.server.ts';
import { loadTrust } from './trust-list.server.ts';

/**
 * Answers for an uploaded PDF, by the code it carries and the seal over its bytes: anyone can write over a page and
 * leave the code inside as it was. The file the office keeps is good byte for byte, whatever its seal: it may be older
 * than seals are. Another file under the office's own seal can only mean that its key is in other hands.
 * @throws when the reader or the register cannot be reached
 */
export async function checkByPdf(ctx: Ctx, bytes: Uint8Array): Promise<DocumentCheck> {
  const read = await ctx.adapters.pdfReader.readSealed(bytes);
  if (read?.address === undefined)
    return { verdict: 'unreadable', reason: 'qr.no-payload', showMarks: false };
  const check = await checkByText(ctx, read.address);
  if (!check.claims) return check;
  const kept = await readKeptFile(ctx, read.address);
  if (kept && sameBytes(kept, bytes)) return check;
  const { list } = await loadTrust(ctx);
  const ruling = judgeSeal(check, read.seal, list?.certificates ?? []);
  const { claims: _, printed: __, ...rest } = check;
  const forged = { ...rest, verdict: 'forged', showMarks: false } as const;
  // By a seal of the office's own, compromised or not: the register knows the one file it ever made.
  const hasOwnSeal = !ruling || ruling.reason === 'file.compromised-certificate';
  if (hasOwnSeal && kept && read.seal.state === 'whole') {
    const told = { documentId: check.documentId, seal: read.seal };
    ctx.log.error(told, 'a page nobody issued has the office’s seal');
    return { ...forged, reason: 'file.altered' };
  }
  if (!ruling) return check;
  return ruling.verdict === 'authentic' ? { ...check, ...ruling } : { ...forged, reason: ruling.reason };
}

/** Nothing where the storage can't be reached: the seal then decides, as it does offline. */
async function readKeptFile(ctx: Ctx, address: string): Promise<Uint8Array | undefined> {
  const read = readText(address, { officialHost: ctx.settings.officialHost });
  const row = 'verdict' in read ? undefined : await findByToken(ctx, tokenOf(read.cose));
  if (!row?.fileKey) return undefined;
  try {
    return await readDocumentFile(ctx, { ...row, fileKey: row.fileKey });
  } catch (error) {
    ctx.log.error({ err: error, documentId: row.id }, 'a kept file could not be read');
    return undefined;
  }
}
