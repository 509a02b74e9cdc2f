import { and, desc, eq, gt, gte, isNull, lte, ne } from 'drizzle-orm';
import type { GeneratedKey, WrappedKey } from '#app/adapters/signer/port.ts';
import { decodeBase64Url, encodeBase64Url } from '#app/domain/verification/byte-strings.ts';
import { documentKeySpan, type KeySpan, rootKeySpan, yearStart } from '#app/domain/verification/key-span.ts';
import type { SignatureAlgorithm } from '#app/domain/verification/signature.ts';
import type { Ctx } from '#app/services/context.ts';
import type { Db } from '#db/client.ts';
import { signingKey } from '#db/schema/document.ts';
import { type Tx, withTx } from '#db/tx.ts';

export type ActiveKey = { readonly kid: string; readonly alg: SignatureAlgorithm };

/** What the local signer needs of a stored key; the private half is still wrapped. A compromised key signs nothing more. */
export async function loadWrappedKey(db: Db, kid: string): Promise<WrappedKey | undefined> {
  const [row] = await db
    .select({ kid: signingKey.kid, alg: signingKey.alg, wrapped: signingKey.wrappedPrivate })
    .from(signingKey)
    .where(and(eq(signingKey.kid, kid), ne(signingKey.state, 'compromised')));
  const wrappedPrivate = row?.wrapped ? decodeBase64Url(row.wrapped) : undefined;
  return row && wrappedPrivate ? { kid: row.kid, alg: row.alg, wrappedPrivate } : undefined;
}

/** What is to be locked while an organisation's keys (or, `null`, the root) change. */
export function signingKeyLock(organisationId: string | null): string {
  return `signing-key:${organisationId ?? 'root'}`;
}

/**
 * The key an organisation signs what is dated `at` with, or the installation's root key (`null`): one key for each
 * organisation and year (UTC). Made the first time, under a lock, so that two processes starting at once make one. A
 * document that waits over New Year for its signature is still signed with the key of the year it is dated in.
 */
export async function ensureSigningKey(
  ctx: Ctx,
  organisationId: string | null,
  at: Date = ctx.clock(),
): Promise<ActiveKey> {
  const found = await findActiveKey(ctx.db, organisationId, at);
  if (found) return found;
  const generated = await ctx.adapters.signer.generateKey('EdDSA');
  return withTx(ctx, 'ensureSigningKey', { lock: [signingKeyLock(organisationId)] }, async (tx) => {
    const winner = await findActiveKey(tx.db, organisationId, at);
    if (winner) return winner;
    const year = at.getUTCFullYear();
    return storeKey(
      tx,
      generated,
      organisationId,
      organisationId ? documentKeySpan(year) : rootKeySpan(year),
    );
  });
}

/** Keeps a new key, says so in the audit log and has the trust list published again. */
export async function storeKey(
  tx: Tx,
  { kid, alg, publicJwk, wrappedPrivate }: Omit<GeneratedKey, 'wrappedPrivate'> & Partial<WrappedKey>,
  organisationId: string | null,
  span: KeySpan,
): Promise<ActiveKey> {
  const purpose = organisationId ? 'documents' : 'root';
  await tx.db.insert(signingKey).values({
    kid,
    organisationId,
    purpose,
    alg,
    publicJwk,
    wrappedPrivate: wrappedPrivate ? encodeBase64Url(wrappedPrivate) : null,
    state: 'active',
    notBefore: span.notBefore,
    notAfter: span.notAfter,
    createdAt: tx.now,
  });
  tx.audit({
    organisationId,
    action: 'signingKey.create',
    subject: { type: 'signingKey', id: kid },
    after: publicJwk,
    detail: { purpose, alg, offline: !wrappedPrivate },
  });
  await tx.enqueue('publish-lists', {}, { key: 'publish-lists' });
  return { kid, alg };
}

/** The active key for what is dated `at`: the newest of that year's. */
export async function findActiveKey(
  db: Pick<Db, 'select'>,
  organisationId: string | null,
  at: Date,
): Promise<ActiveKey | undefined> {
  const owner = organisationId
    ? and(
        eq(signingKey.organisationId, organisationId),
        gte(signingKey.notBefore, yearStart(at.getUTCFullYear())),
      )
    : isNull(signingKey.organisationId);
  const [row] = await db
    .select({ kid: signingKey.kid, alg: signingKey.alg })
    .from(signingKey)
    .where(
      and(owner, eq(signingKey.state, 'active'), lte(signingKey.notBefore, at), gt(signingKey.notAfter, at)),
    )
    .orderBy(desc(signingKey.createdAt), desc(signingKey.notBefore))
    .limit(1);
  return row;
}
