import { desc, eq } from 'drizzle-orm';
import type { DocumentStatus } from '#app/domain/documents/kinds.ts';
import { mayBecome } from '#app/domain/documents/status-change.ts';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import type { Db } from '#db/client.ts';
import { type document, documentStatus } from '#db/schema/document.ts';
import type { Tx } from '#db/tx.ts';

export type StatusChange = {
  readonly status: DocumentStatus;
  /** Kept inside the office. */
  readonly reason: string;
  readonly userId: string;
  /** Who had asked for it, where another person decided. */
  readonly askedBy?: string;
};

/**
 * Writes a document's next status. The caller holds the lock `document:<id>` and has checked who may.
 * `document.statusRefused`: the document isn't issued, or has ended, or is so already.
 */
export async function changeDocumentStatus(
  tx: Tx,
  row: Pick<typeof document.$inferSelect, 'id' | 'organisationId' | 'state' | 'number'>,
  { status, reason, userId, askedBy }: StatusChange,
): Promise<Verdict<true, 'document.statusRefused'>> {
  const current = await currentStatus(tx, row.id);
  if (row.state !== 'issued' || !mayBecome(current, status))
    return refuse('document.statusRefused', { from: current, to: status });
  await tx.db.insert(documentStatus).values({ documentId: row.id, status, reason, userId, at: tx.now });
  await tx.enqueue('publish-lists', {}, { key: 'publish-lists' });
  tx.audit({
    organisationId: row.organisationId,
    action: `document.${status}`,
    subject: { type: 'document', id: row.id },
    before: current,
    after: status,
    detail: { number: row.number, reason, ...(askedBy ? { askedBy } : {}) },
  });
  return accept();
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
