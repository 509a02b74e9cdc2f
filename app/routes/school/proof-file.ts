import type { LoaderFunctionArgs } from '@remix-run/node';
import { schoolEntry } from '#app/http/candidate/own-entry.server.ts';
import { fileResponse } from '#app/http/file-response.ts';
import { notFound } from '#app/http/not-found.ts';
import { requireActor } from '#app/http/require-actor.server.ts';
import { drawProofSheet } from '#app/services/proof/draw-proof-sheet.server.ts';

export async function loader(args: LoaderFunctionArgs) {
  const ctx = requireActor(args, 'entry.school');
  const { entry } = await schoolEntry(ctx, args.params.entryId);
  const drawn = await drawProofSheet(ctx, { entryId: entry.id });
  if (!drawn.ok) throw notFound();
  const name = `fiche-${entry.number ?? entry.reference ?? 'inscription'}.pdf`;
  return fileResponse(args.request, drawn.value, { contentType: 'application/pdf', name });
}
