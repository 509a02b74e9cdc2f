import { z } from 'zod';
import { findPaper } from '#app/queries/candidate/find-own-file.server.ts';
import type { Ctx } from '#app/services/context.ts';
import { fileResponse } from './file-response.ts';
import { orNotFound } from './not-found.ts';

/**
 * A paper of an entry the reader was let to. @throws Response 404 for an address that is no id and for a paper that is
 * not this entry's.
 */
export async function paperResponse(
  ctx: Ctx,
  request: Request,
  entryId: string,
  documentId: string | undefined,
): Promise<Response> {
  const id = orNotFound(z.uuid().safeParse(documentId).data);
  const paper = orNotFound(await findPaper(ctx.db, { entryId, documentId: id }));
  const bytes = orNotFound(await ctx.adapters.storage.get(paper.fileKey));
  const extension = paper.contentType === 'application/pdf' ? 'pdf' : 'jpg';
  return fileResponse(request, bytes, {
    contentType: paper.contentType,
    name: `${paper.code}.${extension}`,
  });
}
