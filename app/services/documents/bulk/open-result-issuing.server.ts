import type { BulkKind } from '#app/domain/documents/bulk-kinds.ts';
import type { Ctx } from '#app/services/context.ts';
import { task } from '#db/schema/task.ts';
import type { Tx } from '#db/tx.ts';
import { issuingOf, openIssuing } from './start-issuing.server.ts';

/** Every release makes these; a diploma waits until the office asks for it. */
const AUTOMATIC = ['transcript', 'passCertificate'] as const satisfies readonly BulkKind[];

/**
 * Begins the runs that follow a release: transcripts and certificates, and diplomas where the office has already issued
 * some, so that none stays that the results no longer give a right to.
 */
export async function openResultIssuing(
  ctx: Ctx,
  tx: Tx,
  { organisationId, sittingId }: { readonly organisationId: string; readonly sittingId: string },
): Promise<void> {
  const [diplomas] = await tx.db
    .select({ id: task.id })
    .from(task)
    .where(issuingOf(sittingId, 'diploma'))
    .limit(1);
  const kinds: readonly BulkKind[] = diplomas ? [...AUTOMATIC, 'diploma'] : AUTOMATIC;
  for (const kind of kinds) await openIssuing(ctx, tx, { organisationId, sittingId, kind });
}
