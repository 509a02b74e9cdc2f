import { eq } from 'drizzle-orm';
import { DOCUMENT_CHANGE_TABLE } from '#app/domain/documents/states.ts';
import { nextState } from '#app/domain/shared/state-table.ts';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import type { Ctx } from '#app/services/context.ts';
import { document, documentChange } from '#db/schema/document.ts';
import { withTx } from '#db/tx.ts';
import { goOnWithHeld } from './bulk/go-on-with-held.server.ts';

/** Takes back what one asked about a document before anybody decided it. Who: who asked, nobody else. */
export async function withdrawDocumentChange(
  ctx: Ctx,
  { documentId, changeId }: { readonly documentId: string; readonly changeId: string },
): Promise<Verdict<true, 'document.notFound' | 'document.changeDecided'>> {
  const { actor } = ctx;
  if (actor.kind !== 'user') return refuse('document.notFound');
  return withTx(ctx, 'withdrawDocumentChange', { lock: [`document:${documentId}`] }, async (tx) => {
    const [found] = await tx.db
      .select({ change: documentChange, document })
      .from(documentChange)
      .innerJoin(document, eq(document.id, documentChange.documentId))
      .where(eq(documentChange.id, changeId));
    if (!found || found.document.id !== documentId || found.change.requestedBy !== actor.id)
      return refuse('document.notFound');
    const next = nextState(DOCUMENT_CHANGE_TABLE, found.change.state, 'withdraw');
    if (!next.ok) return refuse('document.changeDecided');
    await tx.db
      .update(documentChange)
      .set({ state: next.value, decidedBy: actor.id, decidedAt: tx.now })
      .where(eq(documentChange.id, changeId));
    await goOnWithHeld(ctx, tx, found.document, { reinstated: false });
    tx.audit({
      organisationId: found.document.organisationId,
      action: 'document.withdrawChange',
      subject: { type: 'document', id: documentId },
      detail: { number: found.document.number, status: found.change.status },
    });
    return accept();
  });
}
