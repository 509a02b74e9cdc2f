import { and, asc, eq, ne } from 'drizzle-orm';
import type { PublicJwk } from '#app/domain/verification/public-jwk.ts';
import type { Db } from '#db/client.ts';
import { signingKey } from '#db/schema/document.ts';

/**
 * The public keys documents are signed with, of every organisation. Retired ones stay: what they signed is good.
 * Compromised ones go: a reader of credentials knows no date before which to trust them.
 */
export async function listPublicKeys(db: Db): Promise<readonly PublicJwk[]> {
  const rows = await db
    .select({ jwk: signingKey.publicJwk, kid: signingKey.kid })
    .from(signingKey)
    .where(and(eq(signingKey.purpose, 'documents'), ne(signingKey.state, 'compromised')))
    .orderBy(asc(signingKey.createdAt), asc(signingKey.kid));
  return rows.map(({ jwk, kid }) => ({ ...jwk, kid }));
}
