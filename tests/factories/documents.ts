import { asc, eq } from 'drizzle-orm';
import type { Ctx } from '#app/services/context.ts';
import { issueDocument } from '#app/services/documents/issue-document.server.ts';
import { numberResultDocuments } from '#app/services/documents/number-result-documents.server.ts';
import type { Db } from '#db/client.ts';
import { document } from '#db/schema/document.ts';
import { createPublication, type Marks } from './publication.ts';
import { createSeatedSitting } from './seated-sitting.ts';

/** A sitting of series D, seated, whose candidates have no photo. */
export function createBacSitting(db: Db, candidates = 3) {
  return createSeatedSitting(db, {
    candidates,
    centres: 1,
    regulation: 'benin-bac',
    examCode: 'BAC',
    series: 'D',
    entryOf: () => ({ photoKey: null }),
  });
}

/** Does the worker's part: issues every document that waits, oldest first. */
export async function issuePending(ctx: Ctx): Promise<void> {
  const rows = await ctx.db
    .select({ id: document.id })
    .from(document)
    .where(eq(document.state, 'pending'))
    .orderBy(asc(document.createdAt), asc(document.number));
  for (const { id } of rows) await issueDocument(ctx, { documentId: id });
}

/** A published sitting with its transcripts and certificates issued. */
export async function createIssuedDocuments(
  ctx: Ctx,
  { candidates = 1, marks = {} }: { candidates?: number; marks?: Readonly<Record<number, Marks>> } = {},
) {
  const seated = await createBacSitting(ctx.db, candidates);
  const publication = await createPublication(ctx.db, seated, { marks });
  await numberResultDocuments(ctx, { publicationId: publication.id });
  await issuePending(ctx);
  return { ...seated, publication, documents: await documentsOf(ctx.db, seated.organisation.id) };
}

export async function documentsOf(db: Db, organisationId: string) {
  return db
    .select()
    .from(document)
    .where(eq(document.organisationId, organisationId))
    .orderBy(asc(document.kind), asc(document.number), asc(document.edition));
}
