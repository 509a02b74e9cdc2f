import { sameBytes } from '#app/domain/verification/byte-strings.ts';
import { judgeSeal } from '#app/domain/verification/judge-seal.ts';
import type { DocumentCheck } from '#app/domain/verification/shown-document.ts';
import { tokenOf } from '#app/domain/verification/token.ts';
import { readText } from '#app/domain/verification/verify.ts';
import type { Ctx } from '#app/services/context.ts';
import { readDocumentFile } from '#app/services/documents/read-document-file.server.ts';
import { checkByText, type DocumentRow, findByToken } from './check-document.server.ts';
import { loadTrust } from './trust-list.server.ts';

/**
 * Answers for an uploaded PDF, by the code it carries and the seal over its bytes: anyone can write over a page and
 * leave the code inside as it was. A file issued before there were seals is compared with the one the office keeps.
 * @throws when the reader, the register or the storage cannot be reached
 */
export async function checkByPdf(ctx: Ctx, bytes: Uint8Array): Promise<DocumentCheck> {
  const read = await ctx.adapters.pdfReader.readSealed(bytes);
  if (read?.address === undefined)
    return { verdict: 'unreadable', reason: 'qr.no-payload', showMarks: false };
  const check = await checkByText(ctx, read.address);
  if (!check.claims) return check;
  const row = await findDocument(ctx, read.address);
  if (read.seal.state === 'none' && row?.certificateId === null) return checkUnsealed(ctx, row, check, bytes);
  const { list } = await loadTrust(ctx);
  const ruling = judgeSeal(check, read.seal, list?.certificates ?? []);
  if (ruling?.verdict !== 'forged') return { ...check, ...ruling };
  const { claims: _, printed: __, ...rest } = check;
  return { ...rest, ...ruling, showMarks: false };
}

async function findDocument(ctx: Ctx, address: string): Promise<DocumentRow | undefined> {
  const read = readText(address, { officialHost: ctx.settings.officialHost });
  return 'verdict' in read ? undefined : findByToken(ctx, tokenOf(read.cose));
}

/** Only the file as the office keeps it, byte for byte, can be `valid`. */
async function checkUnsealed(
  ctx: Ctx,
  row: DocumentRow,
  check: DocumentCheck,
  bytes: Uint8Array,
): Promise<DocumentCheck> {
  if (check.verdict !== 'valid') return check;
  const kept = row.fileKey ? await readDocumentFile(ctx, { ...row, fileKey: row.fileKey }) : undefined;
  return kept && sameBytes(kept, bytes) ? check : { ...check, verdict: 'authentic', reason: 'file.altered' };
}
