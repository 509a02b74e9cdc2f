import { and, eq, isNull, lte, or } from 'drizzle-orm';
import type { Ctx } from '#app/services/context.ts';
import { publication, publicationDraft, publicationRelease } from '#db/schema/publication.ts';
import { pointResults } from './point-results.server.ts';
import { releaseDraft } from './release-publication.server.ts';

/**
 * Makes true what the database says, whatever was killed when: releases what is written and due, and points every sitting at
 * the version its last release names. A sitting that can't be pointed is logged and doesn't hold up the others.
 */
export async function followReleases(
  ctx: Ctx,
): Promise<{ readonly released: number; readonly pointed: number }> {
  const due = await ctx.db
    .select({ draftId: publicationDraft.id })
    .from(publicationDraft)
    .innerJoin(publication, eq(publication.id, publicationDraft.id))
    .where(
      and(
        eq(publicationDraft.state, 'confirmed'),
        or(isNull(publicationDraft.releasesAt), lte(publicationDraft.releasesAt, ctx.clock())),
      ),
    );
  for (const { draftId } of due) await releaseDraft(ctx, { draftId });
  const sittings = await ctx.db
    .selectDistinct({ sittingId: publicationRelease.sittingId })
    .from(publicationRelease);
  let pointed = 0;
  for (const { sittingId } of sittings)
    try {
      if (await pointResults(ctx, { sittingId })) pointed += 1;
    } catch (err) {
      ctx.log.error({ err, sittingId }, 'the published results could not be pointed at');
    }
  return { released: due.length, pointed };
}
