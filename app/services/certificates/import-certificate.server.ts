import { eq } from 'drizzle-orm';
import type { CertificateRefusal } from '#app/adapters/pdf-seal/certificate-port.ts';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import type { Ctx } from '#app/services/context.ts';
import { documentCertificate } from '#db/schema/document.ts';
import { withTx } from '#db/tx.ts';
import { certificateLock } from './ensure-certificate.server.ts';
import { insertCertificate } from './insert-certificate.server.ts';

export type ImportCertificate = {
  readonly organisationId: string;
  /** A PKCS#12 file and what opens it. */
  readonly file: Uint8Array;
  readonly password: string;
};

export type ImportedCertificate = {
  readonly id: string;
  readonly subject: string;
  readonly notAfter: Date;
};

/** Keeps an office's own certificate: what is issued from now on is sealed with it. The key is kept only wrapped. */
export async function importCertificate(
  ctx: Ctx,
  { organisationId, file, password }: ImportCertificate,
): Promise<
  Verdict<
    ImportedCertificate,
    CertificateRefusal | 'certificate.expired' | 'certificate.notYet' | 'certificate.known'
  >
> {
  const opened = await ctx.adapters.certificates.openPkcs12(file, password);
  if (!opened.ok) return opened;
  const { thumbprint, subject, notBefore, notAfter } = opened.value;
  const day = (date: Date) => date.toISOString().slice(0, 10);
  if (notAfter <= ctx.clock()) return refuse('certificate.expired', { on: day(notAfter) });
  if (notBefore > ctx.clock()) return refuse('certificate.notYet', { on: day(notBefore) });
  return withTx(
    ctx,
    'importCertificate',
    { lock: [certificateLock(organisationId), `document-certificate:${thumbprint}`] },
    async (tx) => {
      const [known] = await tx.db
        .select({ id: documentCertificate.id })
        .from(documentCertificate)
        .where(eq(documentCertificate.thumbprint, thumbprint));
      if (known) return refuse('certificate.known');
      return accept({ id: await insertCertificate(tx, organisationId, opened.value), subject, notAfter });
    },
  );
}
