import type { LoaderFunctionArgs } from '@remix-run/node';
import { fileResponse } from '#app/http/file-response.ts';
import { idParam } from '#app/http/list-address.ts';
import { notFound } from '#app/http/not-found.ts';
import { requireActor } from '#app/http/require-actor.server.ts';
import { drawBundleSlip } from '#app/services/marking/draw-bundle-slip.server.ts';

export async function loader(args: LoaderFunctionArgs) {
  const ctx = requireActor(args, 'bundle.manage');
  const drawn = await drawBundleSlip(ctx, { bundleId: idParam(args.params.bundleId) });
  if (!drawn.ok) throw notFound();
  const { bytes, fileName } = drawn.value;
  return fileResponse(args.request, bytes, { contentType: 'application/pdf', name: fileName });
}
