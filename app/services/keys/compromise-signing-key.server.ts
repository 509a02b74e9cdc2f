import { and, count, eq, gte } from 'drizzle-orm';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import { type CompromiseRefusal, judgeCompromise } from '#app/domain/verification/judge-compromise.ts';
import type { Ctx } from '#app/services/context.ts';
import { signingKeyLock } from '#app/services/documents/signing-keys.server.ts';
import { document, signingKey } from '#db/schema/document.ts';
import { withTx } from '#db/tx.ts';

export type Compromise = {
  readonly kid: string;
  /** The first moment at which somebody else may have had the key. */
  readonly at: Date;
  readonly reason: string;
  /** The people who confirmed it, as they named themselves. */
  readonly operators: readonly string[];
};

/**
 * Says that a key is in other hands since `at`: it signs nothing more, and of what it signed only what the office's
 * register shows issued before stays authentic. For ever; the date can only move back. Returns how many documents are
 * no longer recognised. Refused: `signingKey.unknown`, `signingKey.isRoot`, `signingKey.reasonMissing`, and as
 * `judgeCompromise`.
 */
export async function compromiseSigningKey(
  ctx: Ctx,
  { kid, at, reason, operators }: Compromise,
): Promise<
  Verdict<
    { readonly documents: number },
    'signingKey.unknown' | 'signingKey.isRoot' | 'signingKey.reasonMissing' | CompromiseRefusal
  >
> {
  if (reason.trim().length < 5) return refuse('signingKey.reasonMissing');
  const [known] = await ctx.db.select().from(signingKey).where(eq(signingKey.kid, kid));
  if (!known) return refuse('signingKey.unknown');
  if (!known.organisationId) return refuse('signingKey.isRoot');
  const owner = known.organisationId;
  return withTx(ctx, 'compromiseSigningKey', { lock: [signingKeyLock(owner)] }, async (tx) => {
    const [now] = await tx.db.select().from(signingKey).where(eq(signingKey.kid, kid));
    if (!now) return refuse('signingKey.unknown');
    const judged = judgeCompromise(now.compromisedAt, at, tx.now);
    if (!judged.ok) return judged;
    await tx.db
      .update(signingKey)
      .set({ state: 'compromised', compromisedAt: at })
      .where(eq(signingKey.kid, kid));
    tx.audit({
      organisationId: owner,
      action: 'signingKey.compromise',
      subject: { type: 'signingKey', id: kid },
      before: { state: now.state, compromisedAt: now.compromisedAt?.toISOString() ?? null },
      after: { state: 'compromised', compromisedAt: at.toISOString() },
      detail: { reason: reason.trim(), operators: operators.join(', ') },
    });
    await tx.enqueue('publish-lists', {}, { key: 'publish-lists' });
    const [lost] = await tx.db
      .select({ documents: count() })
      .from(document)
      .where(and(eq(document.kid, kid), gte(document.issuedAt, at)));
    return accept({ documents: lost?.documents ?? 0 });
  });
}
