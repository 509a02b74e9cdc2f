import { documentStatus } from '#db/schema/document.ts';
import { lockKeys, type Tx } from '#db/tx.ts';
import { currentStatus } from './change-document-status.server.ts';

export type EndedDocument = {
  readonly organisationId: string;
  readonly documentId: string;
  /** `superseded` when another edition takes its place, `revoked` when nothing does. */
  readonly status: 'superseded' | 'revoked';
  /** Kept inside the office. */
  readonly reason: string;
};

/** Ends a document because what it says has changed. One that has ended already stays as it is. */
export async function endDocument(tx: Tx, { organisationId, documentId, status, reason }: EndedDocument) {
  // An officer may be changing the same document: whoever comes second sees what the first wrote.
  await lockKeys(tx.db, [`document:${documentId}`]);
  const from = await currentStatus(tx, documentId);
  if (from === 'revoked' || from === 'superseded') return;
  await tx.db.insert(documentStatus).values({ documentId, status, reason, at: tx.now });
  await tx.enqueue('publish-lists', {}, { key: 'publish-lists' });
  tx.audit({
    organisationId,
    action: `document.${status}`,
    subject: { type: 'document', id: documentId },
    before: from,
    after: status,
    detail: { reason },
  });
}
