import { and, eq, isNull, ne } from 'drizzle-orm';
import type { GeneratedKey } from '#app/adapters/signer/port.ts';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import { rootKeySpan } from '#app/domain/verification/key-span.ts';
import type { Ctx } from '#app/services/context.ts';
import { signingKeyLock, storeKey } from '#app/services/documents/signing-keys.server.ts';
import { signingKey } from '#db/schema/document.ts';
import { withTx } from '#db/tx.ts';
import { retireStored } from './retire-signing-key.server.ts';

/** A root key: with its private half wrapped by this installation's key, or its public half alone. */
export type NewRoot = Pick<GeneratedKey, 'kid' | 'alg' | 'publicJwk'> & {
  readonly wrappedPrivate?: Uint8Array;
};

/**
 * Puts a root key in force and retires the one before. Every verifier must then be given the new one: the root is what
 * they trust beforehand. Refused: `root.inForce` when it is the one in force already, `root.exists` without `replace`
 * when there is another, `root.retired` for one that was given up.
 */
export async function installRoot(
  ctx: Ctx,
  root: NewRoot,
  { replace }: { replace: boolean },
): Promise<Verdict<{ readonly retired?: string }, 'root.inForce' | 'root.exists' | 'root.retired'>> {
  return withTx(ctx, 'installRoot', { lock: [signingKeyLock(null)] }, async (tx) => {
    const roots = await tx.db.select().from(signingKey).where(isNull(signingKey.organisationId));
    const known = roots.find(({ kid }) => kid === root.kid);
    if (known) return refuse(known.state === 'active' ? 'root.inForce' : 'root.retired', { kid: root.kid });
    const before = roots.find(({ state }) => state === 'active');
    if (before && !replace) return refuse('root.exists', { kid: before.kid });
    if (before) await retireStored(tx, before.kid, null);
    await storeKey(tx, root, null, rootKeySpan(tx.now.getUTCFullYear()));
    return accept(before ? { retired: before.kid } : {});
  });
}

/**
 * Takes the private half of the root key out of this installation, for good. From then on the trust list is signed where
 * a copy of it is kept. Refused: `root.unknown`, `root.offline` when it is elsewhere already.
 */
export async function takeRootOffline(
  ctx: Ctx,
  { kid }: { kid: string },
): Promise<Verdict<true, 'root.unknown' | 'root.offline'>> {
  return withTx(ctx, 'takeRootOffline', { lock: [signingKeyLock(null)] }, async (tx) => {
    const inForce = and(
      eq(signingKey.kid, kid),
      isNull(signingKey.organisationId),
      ne(signingKey.state, 'compromised'),
    );
    const [root] = await tx.db.select().from(signingKey).where(inForce);
    if (!root) return refuse('root.unknown');
    if (!root.wrappedPrivate) return refuse('root.offline');
    await tx.db.update(signingKey).set({ wrappedPrivate: null }).where(eq(signingKey.kid, kid));
    tx.audit({
      organisationId: null,
      action: 'signingKey.takeOffline',
      subject: { type: 'signingKey', id: kid },
    });
    return accept();
  });
}
