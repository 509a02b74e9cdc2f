import { createHash } from 'node:crypto';
import { and, eq, gt, isNull } from 'drizzle-orm';
import {
  isShareToken,
  SHARE_TOKEN_BYTES,
  type ShareSpan,
  shareEnd,
} from '#app/domain/documents/share-link.ts';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import { encodeBase64Url } from '#app/domain/verification/byte-strings.ts';
import type { Ctx } from '#app/services/context.ts';
import { document, documentShare } from '#db/schema/document.ts';
import { candidate, entry } from '#db/schema/registration.ts';
import { withTx } from '#db/tx.ts';

/** Links of one document that are open at once. */
const MOST_LINKS = 20;

export type ShareDocument = {
  readonly documentId: string;
  readonly span: ShareSpan;
  /** `YYYY-MM-DD`, for the span `date`. */
  readonly until?: string | undefined;
};
export type ShareRefusal =
  | 'document.notFound'
  | 'share.endMissing'
  | 'share.endPast'
  | 'share.endFar'
  | 'share.tooMany';

/**
 * Makes a link that shows the document to whoever has it until it ends. Only its digest is kept: the token is given
 * here and never again. Who: the document's holder.
 */
export async function shareDocument(
  ctx: Ctx,
  { documentId, span, until }: ShareDocument,
): Promise<Verdict<{ token: string; expiresAt: Date }, ShareRefusal>> {
  const { actor } = ctx;
  const end = shareEnd(ctx.clock(), span, until);
  if (!end.ok) return end;
  if (actor.kind !== 'user') return refuse('document.notFound');
  const token = encodeBase64Url(ctx.adapters.random.bytes(SHARE_TOKEN_BYTES));
  return withTx(ctx, 'shareDocument', { lock: [`share:${documentId}`] }, async (tx) => {
    const [row] = await tx.db
      .select({ organisationId: document.organisationId, number: document.number })
      .from(document)
      .innerJoin(entry, eq(entry.id, document.entryId))
      .innerJoin(candidate, eq(candidate.id, entry.candidateId))
      .where(and(eq(document.id, documentId), eq(candidate.userId, actor.id), eq(document.state, 'issued')));
    if (!row) return refuse('document.notFound');
    const open = and(
      eq(documentShare.documentId, documentId),
      isNull(documentShare.withdrawnAt),
      gt(documentShare.expiresAt, tx.now),
    );
    if ((await tx.db.$count(documentShare, open)) >= MOST_LINKS)
      return refuse('share.tooMany', { maximum: MOST_LINKS });
    const expiresAt = end.value;
    const [link] = await tx.db
      .insert(documentShare)
      .values({ documentId, tokenHash: hashOf(token), createdBy: actor.id, createdAt: tx.now, expiresAt })
      .returning({ id: documentShare.id });
    tx.audit({
      organisationId: row.organisationId,
      action: 'document.share',
      subject: { type: 'document', id: documentId },
      detail: { number: row.number, link: link?.id ?? '', until: expiresAt.toISOString() },
    });
    return accept({ token, expiresAt });
  });
}

/** Ends a link at once. Withdrawn twice is withdrawn. Who: the person who made it. */
export async function withdrawShare(
  ctx: Ctx,
  { documentId, shareId }: { readonly documentId: string; readonly shareId: string },
): Promise<Verdict<true, 'share.notFound'>> {
  const { actor } = ctx;
  if (actor.kind !== 'user') return refuse('share.notFound');
  return withTx(ctx, 'withdrawShare', { lock: [`share:${documentId}`] }, async (tx) => {
    const [link] = await tx.db
      .select({ link: documentShare, organisationId: document.organisationId })
      .from(documentShare)
      .innerJoin(document, eq(document.id, documentShare.documentId))
      .where(
        and(
          eq(documentShare.id, shareId),
          eq(documentShare.documentId, documentId),
          eq(documentShare.createdBy, actor.id),
        ),
      );
    if (!link) return refuse('share.notFound');
    if (link.link.withdrawnAt) return accept();
    await tx.db.update(documentShare).set({ withdrawnAt: tx.now }).where(eq(documentShare.id, shareId));
    tx.audit({
      organisationId: link.organisationId,
      action: 'document.unshare',
      subject: { type: 'document', id: documentId },
      detail: { link: shareId },
    });
    return accept();
  });
}

/** The document an open link leads to; `undefined` alike for an unknown, ended and withdrawn one. */
export async function findShared(ctx: Pick<Ctx, 'db' | 'clock'>, token: string) {
  const [row] = await ctx.db
    .select({ document, expiresAt: documentShare.expiresAt })
    .from(documentShare)
    .innerJoin(document, eq(document.id, documentShare.documentId))
    .where(
      and(
        eq(documentShare.tokenHash, hashOf(isShareToken(token) ? token : '')),
        isNull(documentShare.withdrawnAt),
        gt(documentShare.expiresAt, ctx.clock()),
      ),
    );
  return row;
}

const hashOf = (token: string) => createHash('sha256').update(token).digest('hex');
