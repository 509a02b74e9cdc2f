import type { LoaderFunctionArgs } from '@remix-run/node';
import { reachOf } from '#app/domain/access/reach.ts';
import { idParam } from '#app/http/list-address.ts';
import { orNotFound } from '#app/http/not-found.ts';
import { requireActor } from '#app/http/require-actor.server.ts';
import { loadCashPayment } from '#app/queries/counter/load-payment.server.ts';
import { readDocumentFile } from '#app/services/documents/read-document-file.server.ts';

export async function loader(args: LoaderFunctionArgs) {
  const ctx = requireActor(args, 'money.read');
  const reach = reachOf(ctx.actor, 'money.read');
  const taken = orNotFound(await loadCashPayment(ctx.db, reach, idParam(args.params.paymentId)));
  const file = orNotFound(taken.receiptFile);
  const bytes = orNotFound(await readDocumentFile(ctx, file));
  const name = `${file.number}.${file.edition}.pdf`.replace(/[^A-Za-z0-9._-]+/g, '-');
  return new Response(new Uint8Array(bytes), {
    headers: {
      'Content-Type': 'application/pdf',
      'Content-Disposition': `inline; filename="${name}"`,
      'Cache-Control': 'private, no-store',
    },
  });
}
