import { asc, desc, eq } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { documentCertificate } from '#db/schema/document.ts';
import { organisation } from '#db/schema/organisation.ts';

export type CertificateLine = {
  readonly id: string;
  readonly organisation: string;
  readonly subject: string;
  readonly thumbprint: string;
  readonly state: 'active' | 'retired' | 'compromised';
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly compromisedAt: Date | null;
  /** PEM, the signing certificate first. */
  readonly chain: string;
};

/** The certificates PDFs were and are sealed with: by organisation, the latest first. */
export async function listCertificates(db: Db): Promise<CertificateLine[]> {
  return db
    .select({
      id: documentCertificate.id,
      organisation: organisation.code,
      subject: documentCertificate.subject,
      thumbprint: documentCertificate.thumbprint,
      state: documentCertificate.state,
      notBefore: documentCertificate.notBefore,
      notAfter: documentCertificate.notAfter,
      compromisedAt: documentCertificate.compromisedAt,
      chain: documentCertificate.chain,
    })
    .from(documentCertificate)
    .innerJoin(organisation, eq(organisation.id, documentCertificate.organisationId))
    .orderBy(asc(organisation.code), desc(documentCertificate.createdAt), desc(documentCertificate.id));
}
