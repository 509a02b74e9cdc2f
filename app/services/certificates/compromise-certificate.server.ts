import { and, count, eq, gte } from 'drizzle-orm';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import { type CompromiseRefusal, judgeCompromise } from '#app/domain/verification/judge-compromise.ts';
import type { Ctx } from '#app/services/context.ts';
import { document, documentCertificate } from '#db/schema/document.ts';
import { withTx } from '#db/tx.ts';
import { certificateLock } from './ensure-certificate.server.ts';

export type CertificateCompromise = {
  readonly certificateId: string;
  /** The first moment at which somebody else may have had its key. */
  readonly at: Date;
  readonly reason: string;
  /** The people who confirmed it, as they named themselves. */
  readonly operators: readonly string[];
};

/**
 * Says that a certificate's key is in other hands since `at`: nothing more is sealed with it, and no seal by it decides
 * anything any more; a page is then good only if it is the file the office keeps. For ever; the date can only move back.
 * Returns how many documents were sealed with it since. Refused: `certificate.notFound`, `signingKey.reasonMissing`, and
 * as `judgeCompromise`.
 */
export async function compromiseCertificate(
  ctx: Ctx,
  { certificateId, at, reason, operators }: CertificateCompromise,
): Promise<
  Verdict<
    { readonly documents: number },
    'certificate.notFound' | 'signingKey.reasonMissing' | CompromiseRefusal
  >
> {
  if (reason.trim().length < 5) return refuse('signingKey.reasonMissing');
  const find = eq(documentCertificate.id, certificateId);
  const [known] = await ctx.db.select().from(documentCertificate).where(find);
  if (!known) return refuse('certificate.notFound');
  const { organisationId, thumbprint } = known;
  return withTx(ctx, 'compromiseCertificate', { lock: [certificateLock(organisationId)] }, async (tx) => {
    const [now] = await tx.db.select().from(documentCertificate).where(find);
    if (!now) return refuse('certificate.notFound');
    const judged = judgeCompromise(now.compromisedAt, at, tx.now);
    if (!judged.ok) return judged;
    await tx.db.update(documentCertificate).set({ state: 'compromised', compromisedAt: at }).where(find);
    tx.audit({
      organisationId,
      action: 'certificate.compromise',
      subject: { type: 'certificate', id: certificateId },
      before: { state: now.state, compromisedAt: now.compromisedAt?.toISOString() ?? null },
      after: { state: 'compromised', compromisedAt: at.toISOString() },
      detail: { thumbprint, reason: reason.trim(), operators: operators.join(', ') },
    });
    await tx.enqueue('publish-lists', {}, { key: 'publish-lists' });
    const [sealed] = await tx.db
      .select({ documents: count() })
      .from(document)
      .where(and(eq(document.certificateId, certificateId), gte(document.issuedAt, at)));
    return accept({ documents: sealed?.documents ?? 0 });
  });
}
