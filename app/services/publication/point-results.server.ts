import type { ResultPointer } from '#app/adapters/results/port.ts';
import type { Ctx } from '#app/services/context.ts';
import { findReleased } from '#db/released.ts';
import type { publication } from '#db/schema/publication.ts';
import { withTx } from '#db/tx.ts';

/**
 * Points a sitting at the version its last release names; `false` when it is there already, or has no file. One process at
 * a time reads the last line and points, so that an older line never overtakes a newer one. Only the disk is touched under
 * the lock.
 * @throws when the file's bytes are not those of its digest: the pointer stays where it is.
 */
export async function pointResults(
  ctx: Ctx,
  { sittingId }: { readonly sittingId: string },
): Promise<boolean> {
  return withTx(ctx, 'pointResults', { lock: [`result-pointer:${sittingId}`] }, async (tx) => {
    const wanted = pointerTo(await findReleased(tx.db, sittingId));
    if (!wanted) return false;
    const now = (await ctx.adapters.results.pointers()).find((one) => one.sittingId === sittingId);
    if (now?.publicationId === wanted.publicationId && now.fileDigest === wanted.fileDigest) return false;
    await ctx.adapters.results.point(wanted);
    return true;
  });
}

/** `undefined` for a version made before there were snapshot files. */
export function pointerTo(row: typeof publication.$inferSelect | undefined): ResultPointer | undefined {
  if (!row?.fileDigest) return undefined;
  const { sittingId, id: publicationId, version, snapshotKey: fileName, fileDigest } = row;
  return { sittingId, publicationId, version, fileName, fileDigest };
}
