import { eq, isNotNull } from 'drizzle-orm';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import { decodeBase64Url, encodeBase64Url } from '#app/domain/verification/byte-strings.ts';
import type { Ctx } from '#app/services/context.ts';
import { documentCertificate, signingKey } from '#db/schema/document.ts';
import { withTx } from '#db/tx.ts';

/** Opens what is wrapped under the old key-encryption key and wraps it under the new one. `undefined` when it does not open. */
export type Rewrap = (boundTo: string, wrapped: Uint8Array) => Uint8Array | undefined;

/**
 * Changes the key-encryption key: every private key, of signing keys and of certificates, in one transaction, or none.
 * The servers must be stopped meanwhile: they know the old one. Refused: `signingKey.doesNotOpen`, naming which.
 */
export async function rewrapKeys(
  ctx: Ctx,
  rewrap: Rewrap,
): Promise<Verdict<{ readonly keys: number; readonly certificates: number }, 'signingKey.doesNotOpen'>> {
  const again = (boundTo: string, text: string) => {
    const wrapped = decodeBase64Url(text);
    const result = wrapped && rewrap(boundTo, wrapped);
    return result && encodeBase64Url(result);
  };
  return withTx(ctx, 'rewrapKeys', {}, async (tx) => {
    const keys = await tx.db
      .select({ kid: signingKey.kid, wrapped: signingKey.wrappedPrivate })
      .from(signingKey)
      .where(isNotNull(signingKey.wrappedPrivate))
      .for('update');
    for (const { kid, wrapped } of keys) {
      const wrappedPrivate = again(kid, wrapped ?? '');
      if (!wrappedPrivate) return refuse('signingKey.doesNotOpen', { kid });
      await tx.db.update(signingKey).set({ wrappedPrivate }).where(eq(signingKey.kid, kid));
    }
    const certificates = await tx.db
      .select({ thumbprint: documentCertificate.thumbprint, wrapped: documentCertificate.wrappedPrivate })
      .from(documentCertificate)
      .for('update');
    for (const { thumbprint, wrapped } of certificates) {
      const wrappedPrivate = again(thumbprint, wrapped);
      if (!wrappedPrivate) return refuse('signingKey.doesNotOpen', { kid: thumbprint });
      await tx.db
        .update(documentCertificate)
        .set({ wrappedPrivate })
        .where(eq(documentCertificate.thumbprint, thumbprint));
    }
    const counted = { keys: keys.length, certificates: certificates.length };
    tx.audit({
      organisationId: null,
      action: 'signingKey.rewrap',
      subject: { type: 'installation', id: 'key-encryption-key' },
      detail: counted,
    });
    return accept(counted);
  });
}
