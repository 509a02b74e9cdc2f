import type { LoaderFunctionArgs } from '@remix-run/node';
import { z } from 'zod';
import { notFound, orNotFound } from '#app/http/not-found.ts';
import { requireActor } from '#app/http/require-actor.server.ts';
import { translator } from '#app/i18n/translate.ts';
import { findOwnDocument } from '#app/queries/candidate/find-own-file.server.ts';
import { readDocumentFile } from '#app/services/documents/read-document-file.server.ts';

const params = z.object({ entryId: z.uuid(), documentId: z.uuid() });

export async function loader(args: LoaderFunctionArgs) {
  const ctx = requireActor(args, 'entry.own');
  const ids = params.safeParse(args.params);
  if (!ids.success) throw notFound();
  const found = orNotFound(await findOwnDocument(ctx.db, ctx.actor.id, ids.data));
  const { kind, number } = found;
  const bytes = orNotFound(await readDocumentFile(ctx, found));
  const name = `${translator(args.context.locale)(`documents:kind.${kind}`)} ${number}.pdf`;
  return new Response(new Uint8Array(bytes), {
    headers: {
      'Content-Type': 'application/pdf',
      'Content-Disposition': `inline; filename="${asciiName(name)}"; filename*=UTF-8''${encodeURIComponent(name)}`,
      'Cache-Control': 'private, no-store',
    },
  });
}

/** For browsers that read no accents in a file's name. */
function asciiName(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^A-Za-z0-9._-]+/g, '-');
}
