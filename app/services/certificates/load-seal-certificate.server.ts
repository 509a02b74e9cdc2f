import { eq } from 'drizzle-orm';
import type { SealCertificate } from '#app/adapters/pdf-seal/port.ts';
import { decodeBase64Url } from '#app/domain/verification/byte-strings.ts';
import type { Db } from '#db/client.ts';
import { documentCertificate } from '#db/schema/document.ts';

/** What the local seal needs of a stored certificate; its key is still wrapped. A retired one seals nothing more. */
export async function loadSealCertificate(db: Db, id: string): Promise<SealCertificate | undefined> {
  const [row] = await db.select().from(documentCertificate).where(eq(documentCertificate.id, id));
  const wrappedPrivate = row && decodeBase64Url(row.wrappedPrivate);
  if (row?.state !== 'active' || !wrappedPrivate) return undefined;
  return { id, chain: row.chain, thumbprint: row.thumbprint, wrappedPrivate };
}
