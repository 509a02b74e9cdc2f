import { eq } from 'drizzle-orm';
import type { Ctx } from '#app/services/context.ts';
import { findReleased } from '#db/released.ts';
import { publication } from '#db/schema/publication.ts';
import { numberDocuments } from './bulk/number-documents.server.ts';

/**
 * Numbers what a publication gives a right to (transcripts, then certificates), without drawing it. A version that isn't
 * the one everyone reads, because another has replaced it or it isn't released yet, makes nothing.
 */
export async function numberResultDocuments(
  ctx: Ctx,
  { publicationId }: { publicationId: string },
): Promise<{ requested: number }> {
  const [version] = await ctx.db.select().from(publication).where(eq(publication.id, publicationId));
  if (!version) throw new Error(`no publication ${publicationId}`);
  const { sittingId } = version;
  if ((await findReleased(ctx.db, sittingId))?.id !== publicationId) return { requested: 0 };
  const transcripts = await numberDocuments(ctx, { sittingId, kind: 'transcript' });
  const certificates = await numberDocuments(ctx, { sittingId, kind: 'passCertificate' });
  return { requested: transcripts.requested + certificates.requested };
}
