import type { LoaderFunctionArgs } from '@remix-run/node';
import { tooManyRequests } from '#app/http/error-responses.ts';
import { exportedResponse, exportParam } from '#app/http/exported-response.ts';
import { fileResponse } from '#app/http/file-response.ts';
import { notFound, orNotFound } from '#app/http/not-found.ts';
import { limitAll } from '#app/http/rate-limit.server.ts';
import { publicRoute } from '#app/http/require-actor.server.ts';
import { pageLimits } from '#app/http/verification-limits.server.ts';
import type { Ctx } from '#app/services/context.ts';
import { currentStatus } from '#app/services/documents/change-document-status.server.ts';
import { readDocumentFile } from '#app/services/documents/read-document-file.server.ts';
import { findShared } from '#app/services/documents/share-document.server.ts';

/** The files behind a shared link, as long as it is open and the document in force. */
export async function loader({ params, request, context }: LoaderFunctionArgs) {
  const ctx = publicRoute({ context }, 'whoever its holder gave the link may see the document');
  const allowed = await limitAll(ctx, pageLimits(context.clientAddress));
  if (!allowed.ok) throw tooManyRequests(Number(allowed.detail?.seconds ?? 60));
  const { document } = orNotFound(await findShared(ctx, params.token ?? ''));
  const answer =
    params.file === 'document.pdf'
      ? await pdfOf(ctx, request, document)
      : await exportedResponse(ctx, request, document, exportParam(params.file));
  answer.headers.set('X-Robots-Tag', 'noindex, nofollow');
  answer.headers.set('Referrer-Policy', 'no-referrer');
  return answer;
}

type Row = NonNullable<Awaited<ReturnType<typeof findShared>>>['document'];

async function pdfOf(ctx: Ctx, request: Request, row: Row): Promise<Response> {
  const { fileKey } = row;
  if (fileKey === null || (await currentStatus(ctx, row.id)) !== 'valid') throw notFound();
  const bytes = orNotFound(await readDocumentFile(ctx, { ...row, fileKey }));
  const name = `${row.number}.${row.edition}.pdf`;
  return fileResponse(request, bytes, { contentType: 'application/pdf', name });
}
