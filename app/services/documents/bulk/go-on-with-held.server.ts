import { and, eq } from 'drizzle-orm';
import { isBulkKind } from '#app/domain/documents/bulk-kinds.ts';
import type { Ctx } from '#app/services/context.ts';
import { type document, documentRefusal } from '#db/schema/document.ts';
import type { Tx } from '#db/tx.ts';
import { HELD } from './number-batch.server.ts';
import { openIssuing } from './start-issuing.server.ts';

type Held = Pick<typeof document.$inferSelect, 'organisationId' | 'entryId' | 'kind'>;

/** Begins the run that gives the next edition, where one was held back until people had decided about this document. */
export async function goOnWithHeld(ctx: Ctx, tx: Tx, { organisationId, entryId, kind }: Held): Promise<void> {
  if (!isBulkKind(kind)) return;
  const mine = and(eq(documentRefusal.entryId, entryId), eq(documentRefusal.kind, kind));
  const [held] = await tx.db
    .select({ sittingId: documentRefusal.sittingId })
    .from(documentRefusal)
    .where(and(mine, eq(documentRefusal.reason, HELD)));
  if (held) await openIssuing(ctx, tx, { organisationId, sittingId: held.sittingId, kind });
}
