import { and, eq, inArray, ne } from 'drizzle-orm';
import { documentCertificate, signingKey } from '#db/schema/document.ts';
import type { Tx } from '#db/tx.ts';

/**
 * Whether what documents were signed with may still sign, at the moment they are issued: a key declared compromised, or a
 * certificate retired, while pages were drawn must not give documents that nobody would believe. Both stay as they are
 * until the transaction ends.
 */
export async function maySignStill(
  tx: Tx,
  signed: readonly { readonly kid: string; readonly certificateId: string }[],
): Promise<boolean> {
  const kids = [...new Set(signed.map(({ kid }) => kid))];
  const certificateIds = [...new Set(signed.map(({ certificateId }) => certificateId))];
  const keys = await tx.db
    .select({ kid: signingKey.kid })
    .from(signingKey)
    .where(and(inArray(signingKey.kid, kids), ne(signingKey.state, 'compromised')))
    .orderBy(signingKey.kid)
    .for('share');
  const certificates = await tx.db
    .select({ id: documentCertificate.id })
    .from(documentCertificate)
    .where(and(inArray(documentCertificate.id, certificateIds), eq(documentCertificate.state, 'active')))
    .orderBy(documentCertificate.id)
    .for('share');
  return keys.length === kids.length && certificates.length === certificateIds.length;
}
