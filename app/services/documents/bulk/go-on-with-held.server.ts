import { and, eq } from 'drizzle-orm';
import { isBulkKind } from '#app/domain/documents/bulk-kinds.ts';
import type { Ctx } from '#app/services/context.ts';
import { type document, documentRefusal } from '#db/schema/document.ts';
import { entry } from '#db/schema/registration.ts';
import { task } from '#db/schema/task.ts';
import type { Tx } from '#db/tx.ts';
import { HELD } from './number-batch.server.ts';
import { issuingOf, openIssuing } from './start-issuing.server.ts';

type Decided = Pick<typeof document.$inferSelect, 'organisationId' | 'entryId' | 'kind'>;

/**
 * Begins the run that follows what people have decided about a document: it gives the next edition that was held back, or
 * ends one that was reinstated and that the results no longer give a right to.
 */
export async function goOnWithHeld(
  ctx: Ctx,
  tx: Tx,
  { organisationId, entryId, kind }: Decided,
  { reinstated }: { readonly reinstated: boolean },
): Promise<void> {
  if (!isBulkKind(kind)) return;
  const [found] = await tx.db.select({ sittingId: entry.sittingId }).from(entry).where(eq(entry.id, entryId));
  const sittingId = found?.sittingId ?? '';
  const held = and(
    eq(documentRefusal.entryId, entryId),
    eq(documentRefusal.kind, kind),
    eq(documentRefusal.reason, HELD),
  );
  const wanted =
    (await tx.db.$count(documentRefusal, held)) > 0 ||
    (reinstated && (await tx.db.$count(task, issuingOf(sittingId, kind))) > 0);
  if (wanted) await openIssuing(ctx, tx, { organisationId, sittingId, kind });
}
