import { eq } from 'drizzle-orm';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import type { Ctx } from '#app/services/context.ts';
import { signingKeyLock } from '#app/services/documents/signing-keys.server.ts';
import { signingKey } from '#db/schema/document.ts';
import { type Tx, withTx } from '#db/tx.ts';

/**
 * Stops a key from signing. Retired is not compromised: its documents stay good for ever. Refused:
 * `signingKey.unknown`, `signingKey.notActive`, `signingKey.isRoot` (a root is replaced by another).
 */
export async function retireSigningKey(
  ctx: Ctx,
  { kid }: { kid: string },
): Promise<Verdict<true, 'signingKey.unknown' | 'signingKey.notActive' | 'signingKey.isRoot'>> {
  const [known] = await ctx.db.select().from(signingKey).where(eq(signingKey.kid, kid));
  if (!known) return refuse('signingKey.unknown');
  if (!known.organisationId) return refuse('signingKey.isRoot');
  const owner = known.organisationId;
  return withTx(ctx, 'retireSigningKey', { lock: [signingKeyLock(owner)] }, async (tx) => {
    const [now] = await tx.db.select().from(signingKey).where(eq(signingKey.kid, kid));
    if (now?.state !== 'active') return refuse('signingKey.notActive', { state: now?.state ?? '' });
    await retireStored(tx, kid, owner);
    return accept();
  });
}

/** Writes that an active key is retired; the caller holds its owner's lock. */
export async function retireStored(tx: Tx, kid: string, organisationId: string | null): Promise<void> {
  await tx.db.update(signingKey).set({ state: 'retired', retiredAt: tx.now }).where(eq(signingKey.kid, kid));
  tx.audit({
    organisationId,
    action: 'signingKey.retire',
    subject: { type: 'signingKey', id: kid },
    before: 'active',
    after: 'retired',
  });
  await tx.enqueue('publish-lists', {}, { key: 'publish-lists' });
}
