import { and, desc, eq, gt, isNull, lte } from 'drizzle-orm';
import type { WrappedKey } from '#app/adapters/signer/port.ts';
import { decodeBase64Url, encodeBase64Url } from '#app/domain/verification/byte-strings.ts';
import type { SignatureAlgorithm } from '#app/domain/verification/signature.ts';
import type { Ctx } from '#app/services/context.ts';
import type { Db } from '#db/client.ts';
import { signingKey } from '#db/schema/document.ts';
import { withTx } from '#db/tx.ts';

/** A documents key signs for ten years at most; the root, which only signs trust lists, for thirty. */
const YEARS = { documents: 10, root: 30 } as const;

export type ActiveKey = { readonly kid: string; readonly alg: SignatureAlgorithm };

/** What the local signer needs of a stored key; the private half is still wrapped. */
export async function loadWrappedKey(db: Db, kid: string): Promise<WrappedKey | undefined> {
  const [row] = await db
    .select({ kid: signingKey.kid, alg: signingKey.alg, wrapped: signingKey.wrappedPrivate })
    .from(signingKey)
    .where(eq(signingKey.kid, kid));
  const wrappedPrivate = row && decodeBase64Url(row.wrapped);
  return row && wrappedPrivate ? { kid: row.kid, alg: row.alg, wrappedPrivate } : undefined;
}

/**
 * The key an organisation signs what is dated `at` with, or the installation's root key (`null`). Made the first time,
 * under a lock, so that two processes starting at once make one. A document may wait for its signature, and a verifier
 * holds its date against the key's span: a new key's span therefore begins with the year of `at`.
 */
export async function ensureSigningKey(
  ctx: Ctx,
  organisationId: string | null,
  at: Date = ctx.clock(),
): Promise<ActiveKey> {
  const found = await findActiveKey(ctx.db, organisationId, at);
  if (found) return found;
  const generated = await ctx.adapters.signer.generateKey('EdDSA');
  return withTx(
    ctx,
    'ensureSigningKey',
    { lock: [`signing-key:${organisationId ?? 'root'}`] },
    async (tx) => {
      const winner = await findActiveKey(tx.db, organisationId, at);
      if (winner) return winner;
      const purpose = organisationId ? 'documents' : 'root';
      const notBefore = new Date(Date.UTC(at.getUTCFullYear(), 0, 1));
      const notAfter = new Date(Date.UTC(at.getUTCFullYear() + YEARS[purpose], 0, 1));
      await tx.db.insert(signingKey).values({
        kid: generated.kid,
        organisationId,
        purpose,
        alg: generated.alg,
        publicJwk: generated.publicJwk,
        wrappedPrivate: encodeBase64Url(generated.wrappedPrivate),
        state: 'active',
        notBefore,
        notAfter,
        createdAt: tx.now,
      });
      tx.audit({
        organisationId,
        action: 'signingKey.create',
        subject: { type: 'signingKey', id: generated.kid },
        after: generated.publicJwk,
        detail: { purpose, alg: generated.alg },
      });
      return { kid: generated.kid, alg: generated.alg };
    },
  );
}

async function findActiveKey(
  db: Pick<Db, 'select'>,
  organisationId: string | null,
  at: Date,
): Promise<ActiveKey | undefined> {
  const owner = organisationId
    ? eq(signingKey.organisationId, organisationId)
    : isNull(signingKey.organisationId);
  const [row] = await db
    .select({ kid: signingKey.kid, alg: signingKey.alg })
    .from(signingKey)
    .where(
      and(owner, eq(signingKey.state, 'active'), lte(signingKey.notBefore, at), gt(signingKey.notAfter, at)),
    )
    .orderBy(desc(signingKey.notBefore))
    .limit(1);
  return row;
}
