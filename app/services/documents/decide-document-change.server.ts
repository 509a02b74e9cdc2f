import { eq } from 'drizzle-orm';
import { authorise } from '#app/domain/access/actor.ts';
import { DOCUMENT_CHANGE_TABLE } from '#app/domain/documents/states.ts';
import { nextState } from '#app/domain/shared/state-table.ts';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import type { Ctx } from '#app/services/context.ts';
import { document, documentChange } from '#db/schema/document.ts';
import { withTx } from '#db/tx.ts';
import { goOnWithHeld } from './bulk/go-on-with-held.server.ts';
import { changeDocumentStatus } from './change-document-status.server.ts';

export const CHANGE_DECISIONS = ['confirm', 'refuse'] as const;
export type DecideDocumentChange = {
  readonly documentId: string;
  readonly changeId: string;
  readonly decision: (typeof CHANGE_DECISIONS)[number];
};
export type DecideChangeRefusal =
  | 'document.notFound'
  | 'document.samePerson'
  | 'document.changeDecided'
  | 'document.statusRefused';

/**
 * Confirms or refuses what somebody else asked about a document. Confirmed, its verification page says so from the next
 * request on. Who: `document.confirm`, and never who asked. `document.statusRefused`: the document has changed since and
 * can no longer become what was asked; the request can still be refused.
 */
export async function decideDocumentChange(
  ctx: Ctx,
  { documentId, changeId, decision }: DecideDocumentChange,
): Promise<Verdict<true, DecideChangeRefusal>> {
  const { actor } = ctx;
  if (actor.kind !== 'user') return refuse('document.notFound');
  return withTx(ctx, 'decideDocumentChange', { lock: [`document:${documentId}`] }, async (tx) => {
    const [found] = await tx.db
      .select({ change: documentChange, document })
      .from(documentChange)
      .innerJoin(document, eq(document.id, documentChange.documentId))
      .where(eq(documentChange.id, changeId));
    if (
      !found ||
      found.document.id !== documentId ||
      !authorise(actor, 'document.confirm', found.document).ok
    )
      return refuse('document.notFound');
    const { change } = found;
    if (change.requestedBy === actor.id) return refuse('document.samePerson');
    const next = nextState(DOCUMENT_CHANGE_TABLE, change.state, decision);
    if (!next.ok) return refuse('document.changeDecided');
    await tx.db
      .update(documentChange)
      .set({ state: next.value, decidedBy: actor.id, decidedAt: tx.now })
      .where(eq(documentChange.id, changeId));
    if (decision === 'confirm') {
      const { status, reason, requestedBy: askedBy } = change;
      const { document: row } = found;
      const changed = await changeDocumentStatus(tx, row, { status, reason, userId: actor.id, askedBy });
      if (changed.ok && status === 'valid') await goOnWithHeld(ctx, tx, row, { reinstated: true });
      return changed;
    }
    await goOnWithHeld(ctx, tx, found.document, { reinstated: false });
    tx.audit({
      organisationId: found.document.organisationId,
      action: 'document.refuseChange',
      subject: { type: 'document', id: documentId },
      detail: { number: found.document.number, status: change.status, askedBy: change.requestedBy },
    });
    return accept();
  });
}
