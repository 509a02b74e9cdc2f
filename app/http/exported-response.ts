import { DOCUMENT_EXPORTS, type ExportFile } from '#app/domain/exports/formats.ts';
import { fileResponse } from '#app/http/file-response.ts';
import { notFound } from '#app/http/not-found.ts';
import type { Ctx } from '#app/services/context.ts';
import { exportDocument } from '#app/services/documents/export-document.server.ts';

/** A format by the name of its file in an address. @throws Response 404 */
export function exportParam(text: string | undefined): ExportFile {
  const found = DOCUMENT_EXPORTS.find(({ file }) => file === text);
  if (!found) throw notFound();
  return found.file;
}

/** A document's other format as a download; a format it isn't given in does not exist. */
export async function exportedResponse(
  ctx: Ctx,
  request: Request,
  row: Parameters<typeof exportDocument>[1],
  file: ExportFile,
): Promise<Response> {
  const made = await exportDocument(ctx, row, file);
  if (!made.ok) throw notFound();
  const { bytes, contentType, name } = made.value;
  return fileResponse(request, bytes, { contentType, name });
}
