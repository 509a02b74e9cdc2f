import { desc, eq } from 'drizzle-orm';
import { authorise } from '#app/domain/access/actor.ts';
import type { DocumentStatus } from '#app/domain/documents/kinds.ts';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import type { Ctx } from '#app/services/context.ts';
import type { Db } from '#db/client.ts';
import { document, documentStatus } from '#db/schema/document.ts';
import { withTx } from '#db/tx.ts';

/** From each status, those it may become. Revoked and superseded are final: what replaces them is another document. */
const NEXT: Readonly<Record<DocumentStatus, readonly DocumentStatus[]>> = {
  valid: ['suspended', 'revoked', 'superseded'],
  suspended: ['valid', 'revoked', 'superseded'],
  revoked: [],
  superseded: [],
};

/**
 * Suspends, reinstates or revokes an issued document, with a reason kept inside the office. Its verification page says
 * so from the next request on. Refused: `document.notFound` (unknown or out of scope), `document.statusRefused`,
 * `document.reasonMissing`.
 */
export async function changeDocumentStatus(
  ctx: Ctx,
  command: { documentId: string; status: DocumentStatus; reason: string },
): Promise<Verdict<true, 'document.notFound' | 'document.statusRefused' | 'document.reasonMissing'>> {
  const reason = command.reason.trim();
  if (reason.length < 5) return refuse('document.reasonMissing');
  return withTx(ctx, 'changeDocumentStatus', { lock: [`document:${command.documentId}`] }, async (tx) => {
    const [found] = await tx.db.select().from(document).where(eq(document.id, command.documentId));
    if (!found || !authorise(ctx.actor, 'document.manage', { organisationId: found.organisationId }).ok)
      return refuse('document.notFound');
    const current = await currentStatus(tx, found.id);
    if (found.state !== 'issued' || !NEXT[current].includes(command.status))
      return refuse('document.statusRefused', { from: current, to: command.status });
    await tx.db.insert(documentStatus).values({
      documentId: found.id,
      status: command.status,
      reason,
      userId: ctx.actor.kind === 'user' ? ctx.actor.id : null,
      at: tx.now,
    });
    await tx.enqueue('publish-lists', {}, { key: 'publish-lists' });
    tx.audit({
      organisationId: found.organisationId,
      action: `document.${command.status}`,
      subject: { type: 'document', id: found.id },
      before: current,
      after: command.status,
      detail: { number: found.number, reason },
    });
    return accept();
  });
}

/** The latest status of a document; one that never changed is valid. */
export async function currentStatus(
  tx: { db: Pick<Db, 'select'> },
  documentId: string,
): Promise<DocumentStatus> {
  return (await latestStatus(tx, documentId))?.status ?? 'valid';
}

/** The last change of a document's status, and the person who made it; `null` for a job. */
export async function latestStatus(
  tx: { db: Pick<Db, 'select'> },
  documentId: string,
): Promise<{ status: DocumentStatus; userId: string | null } | undefined> {
  const [last] = await tx.db
    .select({ status: documentStatus.status, userId: documentStatus.userId })
    .from(documentStatus)
    .where(eq(documentStatus.documentId, documentId))
    .orderBy(desc(documentStatus.id))
    .limit(1);
  return last;
}
