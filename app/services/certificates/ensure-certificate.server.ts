import { and, eq } from 'drizzle-orm';
import type { Ctx } from '#app/services/context.ts';
import { documentCertificate } from '#db/schema/document.ts';
import { withTx } from '#db/tx.ts';

export async function ensureCertificate(ctx: Ctx, organisationId: string, at: Date): Promise<{ id: string }> {
  return withTx(ctx, 'ensureCertificate', { lock: [`certificate:${organisationId}`] }, async (tx) => {
    const [row] = await tx.db
      .select({ id: documentCertificate.id })
      .from(documentCertificate)
      .where(and(eq(documentCertificate.organisationId, organisationId)));
    if (row) return row;
    const [made] = await tx.db
      .insert(documentCertificate)
      .values({
        organisationId,
        subject: 'x',
        chain: 'x',
        thumbprint: organisationId,
        wrappedPrivate: 'x',
        state: 'active',
        notBefore: at,
        notAfter: at,
        createdAt: at,
      })
      .returning({ id: documentCertificate.id });
    if (!made) throw new Error('x');
    return made;
  });
}
