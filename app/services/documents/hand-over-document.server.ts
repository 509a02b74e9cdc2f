import { eq } from 'drizzle-orm';
import { authorise } from '#app/domain/access/actor.ts';
import type { HandOver } from '#app/domain/documents/hand-over.ts';
import { KEPT_KINDS } from '#app/domain/documents/status-change.ts';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import type { Ctx } from '#app/services/context.ts';
import { document, documentHandOver } from '#db/schema/document.ts';
import { entry } from '#db/schema/registration.ts';
import { withTx } from '#db/tx.ts';
import { currentStatus } from './change-document-status.server.ts';

export type HandOverRefusal =
  | 'document.notFound'
  | 'document.notKept'
  | 'document.notInForce'
  | 'document.handedAlready';

/**
 * Records that a printed document was given into somebody's hand: once, for ever. Who: `document.handOut` over the
 * candidate's region. `document.notInForce`: it has ended, or is suspended, and may not be given out.
 */
export async function handOverDocument(
  ctx: Ctx,
  { documentId, ...given }: HandOver & { readonly documentId: string },
): Promise<Verdict<true, HandOverRefusal>> {
  const { actor } = ctx;
  if (actor.kind !== 'user') return refuse('document.notFound');
  return withTx(ctx, 'handOverDocument', { lock: [`document:${documentId}`] }, async (tx) => {
    const [row] = await tx.db
      .select({
        organisationId: document.organisationId,
        regionId: entry.regionId,
        kind: document.kind,
        number: document.number,
        edition: document.edition,
        state: document.state,
      })
      .from(document)
      .innerJoin(entry, eq(entry.id, document.entryId))
      .where(eq(document.id, documentId));
    if (!row || !authorise(actor, 'document.handOut', row).ok) return refuse('document.notFound');
    if (!KEPT_KINDS.some((kind) => kind === row.kind)) return refuse('document.notKept');
    if (row.state !== 'issued' || (await currentStatus(tx, documentId)) !== 'valid')
      return refuse('document.notInForce');
    const written = await tx.db
      .insert(documentHandOver)
      .values({ documentId, ...given, handedBy: actor.id, at: tx.now })
      .onConflictDoNothing()
      .returning({ documentId: documentHandOver.documentId });
    if (written.length === 0) return refuse('document.handedAlready');
    tx.audit({
      organisationId: row.organisationId,
      action: 'document.handOver',
      subject: { type: 'document', id: documentId },
      detail: { number: row.number, edition: row.edition, to: given.to, place: given.place },
    });
    return accept();
  });
}
