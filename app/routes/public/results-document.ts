import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { plainProblemPage, tooManyRequests } from '#app/http/error-responses.ts';
import { notFound, orNotFound } from '#app/http/not-found.ts';
import { publicRoute } from '#app/http/require-actor.server.ts';
import { publishedNumber, tryCode } from '#app/http/results/published-number.ts';
import {
  listResultDocuments,
  type ResultDocumentKind,
} from '#app/queries/results/load-result-documents.server.ts';
import type { Ctx } from '#app/services/context.ts';
import { readDocumentFile } from '#app/services/documents/read-document-file.server.ts';

const KINDS: Readonly<Record<string, ResultDocumentKind>> = {
  releve: 'transcript',
  attestation: 'passCertificate',
};

/** The address alone gives nothing: back to where the code is asked for. */
export async function loader({ params, context }: LoaderFunctionArgs) {
  publicRoute({ context }, 'leads to the page that asks for the code');
  return redirect(
    `/resultats/${encodeURIComponent(params.sittingId ?? '')}/${encodeURIComponent(params.tableNumber ?? '')}`,
  );
}

/** The signed PDF, for whoever posts the table number's code. It alone needs the database, and says so without it. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const ctx = publicRoute({ context }, 'the number and the code of the convocation open a result');
  const kind = KINDS[params.file ?? ''];
  if (!kind) throw notFound();
  const asked = publishedNumber(context, params);
  const code = (await request.formData()).get('code');
  if (typeof code !== 'string') throw notFound();
  const opened = tryCode(context, asked, code);
  if (opened.state === 'limited') throw tooManyRequests(Number(opened.refused.detail?.seconds ?? 60));
  const { entryId } = orNotFound(opened.state === 'open' ? opened.result : undefined);
  try {
    const found = await findDocument(ctx, entryId, kind);
    if (!found) return plainProblemPage({ problem: 'noDocument', status: 404, ...context });
    return new Response(new Uint8Array(found.bytes), {
      headers: {
        'Content-Type': 'application/pdf',
        'Content-Disposition': `attachment; filename="${found.number}.pdf"`,
        'Cache-Control': 'private, no-store',
      },
    });
  } catch (error) {
    context.reportError(error);
    return plainProblemPage({ problem: 'documentAway', status: 503, ...context });
  }
}

async function findDocument({ db, adapters }: Ctx, entryId: string, kind: ResultDocumentKind) {
  const document = (await listResultDocuments(db, entryId)).find((one) => one.kind === kind);
  const bytes = document && (await readDocumentFile({ adapters }, document));
  return document && bytes && { bytes, number: document.number };
}
