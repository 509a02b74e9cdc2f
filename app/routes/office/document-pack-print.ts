import type { LoaderFunctionArgs } from '@remix-run/node';
import { reachOf } from '#app/domain/access/reach.ts';
import { idParam } from '#app/http/list-address.ts';
import { orNotFound } from '#app/http/not-found.ts';
import { requireActor } from '#app/http/require-actor.server.ts';
import { storedFileResponse } from '#app/http/stored-file-response.server.ts';
import { translator } from '#app/i18n/translate.ts';
import { findPack } from '#app/queries/office/load-issuing-page.server.ts';
import { printKey } from '#app/services/documents/bulk/print-pack.server.ts';

/** All pages of one kind and centre as one PDF for a printer; not found until somebody had it made. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = requireActor(args, ['document.read', 'document.issue']);
  const reach = reachOf(ctx.actor, 'document.read', 'document.issue');
  const [sittingId, packId] = [idParam(args.params.sittingId), idParam(args.params.packId)];
  const pack = orNotFound(await findPack(ctx.db, reach, { sittingId, packId }));
  const what = translator(args.context.locale)(`documents:kind.${pack.kind}`);
  const response = await storedFileResponse(args.request, ctx.adapters.storage, {
    key: printKey(pack.organisationId, packId),
    name: `${what} ${pack.centre ?? ''} ${packId.slice(0, 8)}.pdf`.replace(/\s+/g, ' '),
  });
  return orNotFound(response);
}
