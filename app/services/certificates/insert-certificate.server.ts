import type { OpenedCertificate } from '#app/adapters/pdf-seal/certificate-port.ts';
import { encodeBase64Url } from '#app/domain/verification/byte-strings.ts';
import { documentCertificate } from '#db/schema/document.ts';
import type { Tx } from '#db/tx.ts';

/** Keeps a certificate with its wrapped key, and says so in the audit trail. @returns its id */
export async function insertCertificate(
  tx: Tx,
  organisationId: string,
  { wrappedPrivate, selfMade, ...certificate }: OpenedCertificate,
): Promise<string> {
  const [row] = await tx.db
    .insert(documentCertificate)
    .values({
      ...certificate,
      organisationId,
      wrappedPrivate: encodeBase64Url(wrappedPrivate),
      state: 'active',
      createdAt: tx.now,
    })
    .returning({ id: documentCertificate.id });
  if (!row) throw new Error('the certificate was not kept');
  // Until the trust list names it, a seal made with it proves nothing outside this office.
  await tx.enqueue('publish-lists', {}, { key: 'publish-lists' });
  tx.audit({
    organisationId,
    action: 'certificate.create',
    subject: { type: 'certificate', id: row.id },
    after: certificate.thumbprint,
    detail: { subject: certificate.subject, selfMade: String(selfMade) },
  });
  return row.id;
}
