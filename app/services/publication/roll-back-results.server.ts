import { and, eq, sql } from 'drizzle-orm';
import { authorise } from '#app/domain/access/actor.ts';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import type { Ctx } from '#app/services/context.ts';
import { findReleased } from '#db/released.ts';
import { publication } from '#db/schema/publication.ts';
import { withTx } from '#db/tx.ts';
import { publicationLock } from './hold-draft.server.ts';
import { pointResults } from './point-results.server.ts';
import { nameReleased } from './release-publication.server.ts';

export type RollBackRefusal =
  | 'publication.versionUnknown'
  | 'publication.versionRead'
  | 'publication.reasonMissing'
  | 'publication.fileChanged';

/**
 * Puts back a version that everyone has read before: one line, and the pointer. Nothing is deleted, and documents and
 * messages follow as after any change. Who: `result.publish` or the command line. `publication.versionUnknown` for a version
 * that was never released, `publication.versionRead` for the one read now, `publication.fileChanged` when it has no file, or
 * one that isn't what was published.
 */
export async function rollBackResults(
  ctx: Ctx,
  { sittingId, version, reason }: { sittingId: string; version: number; reason: string },
): Promise<Verdict<{ readonly publicationId: string; readonly from: number }, RollBackRefusal>> {
  const why = reason.trim();
  if (why === '') return refuse('publication.reasonMissing');
  const [wanted] = await ctx.db
    .select()
    .from(publication)
    .where(
      and(
        eq(publication.sittingId, sittingId),
        eq(publication.version, version),
        sql`exists (select 1 from publication_release r where r.publication_id = "publication"."id")`,
      ),
    );
  if (!wanted || !authorise(ctx.actor, 'result.publish', { organisationId: wanted.organisationId }).ok)
    return refuse('publication.versionUnknown', { version });
  const { fileDigest, snapshotKey } = wanted;
  // One published before there were files can't be pointed at: pages would go on showing another than the documents.
  if (!fileDigest || (await ctx.adapters.results.digestOf(snapshotKey)) !== fileDigest)
    return refuse('publication.fileChanged');
  const lock = [publicationLock(sittingId)];
  const done = await withTx(ctx, 'rollBackResults', { lock }, async (tx) => {
    const before = await findReleased(tx.db, sittingId);
    if (!before || before.id === wanted.id) return refuse('publication.versionRead', { version });
    await nameReleased(ctx, tx, { kind: 'rollBack', version: wanted, reason: why, before });
    return accept({ publicationId: wanted.id, from: before.version });
  });
  if (done.ok) await pointResults(ctx, { sittingId });
  return done;
}
