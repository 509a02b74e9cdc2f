import { and, eq } from 'drizzle-orm';
import { authorise } from '#app/domain/access/actor.ts';
import { type AskableStatus, mayBecome, needsTwoPeople } from '#app/domain/documents/status-change.ts';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import type { Ctx } from '#app/services/context.ts';
import { document, documentChange } from '#db/schema/document.ts';
import { withTx } from '#db/tx.ts';
import { changeDocumentStatus, currentStatus } from './change-document-status.server.ts';

export type RequestDocumentChange = {
  readonly documentId: string;
  readonly status: AskableStatus;
  /** Kept inside the office. */
  readonly reason: string;
};
export type RequestChangeRefusal =
  | 'document.notFound'
  | 'document.statusRefused'
  | 'document.reasonMissing'
  | 'document.changeWaiting';

const SHORTEST_REASON = 5;

/**
 * Suspends a document at once, or asks for it to be revoked or reinstated, which another person decides. Who:
 * `document.manage`. `changed` says whether its verification page says so from the next request on.
 * `document.changeWaiting`: something is asked about it already; a suspension never waits for that.
 */
export async function requestDocumentChange(
  ctx: Ctx,
  { documentId, status, reason: written }: RequestDocumentChange,
): Promise<Verdict<{ changed: boolean }, RequestChangeRefusal>> {
  const reason = written.trim();
  const { actor } = ctx;
  if (reason.length < SHORTEST_REASON) return refuse('document.reasonMissing');
  if (actor.kind !== 'user') return refuse('document.notFound');
  return withTx(ctx, 'requestDocumentChange', { lock: [`document:${documentId}`] }, async (tx) => {
    const [row] = await tx.db.select().from(document).where(eq(document.id, documentId));
    if (!row || !authorise(actor, 'document.manage', { organisationId: row.organisationId }).ok)
      return refuse('document.notFound');
    if (!needsTwoPeople(status)) {
      const changed = await changeDocumentStatus(tx, row, { status, reason, userId: actor.id });
      return changed.ok ? accept({ changed: true }) : changed;
    }
    const current = await currentStatus(tx, documentId);
    if (row.state !== 'issued' || !mayBecome(current, status))
      return refuse('document.statusRefused', { from: current, to: status });
    const [waiting] = await tx.db
      .select({ id: documentChange.id })
      .from(documentChange)
      .where(and(eq(documentChange.documentId, documentId), eq(documentChange.state, 'requested')));
    if (waiting) return refuse('document.changeWaiting');
    await tx.db.insert(documentChange).values({
      documentId,
      status,
      reason,
      state: 'requested',
      requestedBy: actor.id,
      requestedAt: tx.now,
    });
    tx.audit({
      organisationId: row.organisationId,
      action: 'document.askChange',
      subject: { type: 'document', id: documentId },
      before: current,
      after: status,
      detail: { number: row.number, reason },
    });
    return accept({ changed: false });
  });
}
