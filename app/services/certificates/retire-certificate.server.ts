import { eq } from 'drizzle-orm';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import type { Ctx } from '#app/services/context.ts';
import { documentCertificate } from '#db/schema/document.ts';
import { withTx } from '#db/tx.ts';
import { certificateLock } from './ensure-certificate.server.ts';

/** Nothing more is sealed with a retired certificate; what was stays good, and the trust list still names it. */
export async function retireCertificate(
  ctx: Ctx,
  { certificateId }: { readonly certificateId: string },
): Promise<Verdict<true, 'certificate.notFound' | 'certificate.retired'>> {
  const find = eq(documentCertificate.id, certificateId);
  const [found] = await ctx.db.select().from(documentCertificate).where(find);
  if (!found) return refuse('certificate.notFound');
  const lock = [certificateLock(found.organisationId)];
  return withTx(ctx, 'retireCertificate', { lock }, async (tx) => {
    const [row] = await tx.db.select().from(documentCertificate).where(find);
    if (row?.state !== 'active') return refuse('certificate.retired');
    await tx.db.update(documentCertificate).set({ state: 'retired', retiredAt: tx.now }).where(find);
    tx.audit({
      organisationId: found.organisationId,
      action: 'certificate.retire',
      subject: { type: 'certificate', id: certificateId },
      before: 'active',
      after: 'retired',
      detail: { thumbprint: found.thumbprint },
    });
    return accept();
  });
}
