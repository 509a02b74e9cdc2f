import type { LoaderFunctionArgs } from '@remix-run/node';
import { z } from 'zod';
import { reachOf } from '#app/domain/access/reach.ts';
import { DOCUMENT_KINDS } from '#app/domain/documents/kinds.ts';
import { SPECIMEN_IMAGES } from '#app/domain/documents/specimens.ts';
import { styledSpecimen } from '#app/domain/documents/styled-specimen.ts';
import { localDate } from '#app/domain/shared/local-date.ts';
import { fileResponse } from '#app/http/file-response.ts';
import { idOf } from '#app/http/list-address.ts';
import { orNotFound } from '#app/http/not-found.ts';
import { requireActor } from '#app/http/require-actor.server.ts';
import { translator } from '#app/i18n/translate.ts';
import { loadDocumentStylePage } from '#app/queries/office/load-document-style.server.ts';
import { loadModelImages } from '#app/services/documents/load-model-images.server.ts';

const version = z.coerce.number().int().min(1).max(1_000_000).optional().catch(undefined);

/** A document of nobody in the office's look, the latest or an earlier one, barred with SPÉCIMEN. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = requireActor(args, 'document.configure');
  const kind = orNotFound(DOCUMENT_KINDS.find((one) => one === args.params.kind));
  const parameters = new URL(args.request.url).searchParams;
  const reach = reachOf(ctx.actor, 'document.configure');
  const { owner, style } = orNotFound(
    await loadDocumentStylePage(ctx.db, reach, {
      organisationId: idOf(parameters, 'organisme'),
      version: version.parse(parameters.get('version') ?? undefined),
    }),
  );
  const { profile } = owner;
  const model = styledSpecimen(kind, { profile, style }, localDate(ctx.clock(), profile.timeZone));
  const images = { ...SPECIMEN_IMAGES, ...(await loadModelImages(ctx, model)) };
  const bytes = await ctx.adapters.documents.specimen(model, images);
  const t = translator('fr');
  const name = t('documentStyle:pdf', { kind: t(`documents:kind.${kind}`) });
  return fileResponse(args.request, bytes, { contentType: 'application/pdf', name });
}
