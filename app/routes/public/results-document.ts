import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { z } from 'zod';
import { normaliseTableNumber } from '#app/domain/publication/result-access.ts';
import { notFound, orNotFound } from '#app/http/not-found.ts';
import { limitOrThrow } from '#app/http/rate-limit.server.ts';
import { publicRoute } from '#app/http/require-actor.server.ts';
import { resultCodeLimits } from '#app/http/result-limits.server.ts';
import { findPublished } from '#app/queries/results/list-published.server.ts';
import { openResult } from '#app/queries/results/load-result.server.ts';

const KINDS: Readonly<Record<string, 'transcript' | 'passCertificate'>> = {
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

/** The signed PDF, for whoever posts the table number's code. */
export async function action({ request, params, context }: ActionFunctionArgs) {
  const ctx = publicRoute({ context }, 'the number and the code of the convocation open a result');
  const sittingId = z.uuid().safeParse(params.sittingId);
  const kind = KINDS[params.file ?? ''];
  if (!sittingId.success || !kind) throw notFound();
  const tableNumber = normaliseTableNumber(params.tableNumber ?? '').slice(0, 20);
  const published = orNotFound(await findPublished(ctx.db, sittingId.data));
  await limitOrThrow(ctx, resultCodeLimits(context.clientAddress, sittingId.data, tableNumber));
  const code = (await request.formData()).get('code');
  if (typeof code !== 'string') throw notFound();
  const view = orNotFound(await openResult(ctx.db, published.publicationId, { tableNumber, code }));
  const { fileKey, number } = orNotFound(view.documents.find((document) => document.kind === kind));
  const bytes = orNotFound(await ctx.adapters.storage.get(fileKey));
  return new Response(new Uint8Array(bytes), {
    headers: {
      'Content-Type': 'application/pdf',
      'Content-Disposition': `attachment; filename="${number}.pdf"`,
      'Cache-Control': 'private, no-store',
    },
  });
}
