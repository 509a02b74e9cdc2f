import { createHash } from 'node:crypto';
import { and, count, eq, gt, sql } from 'drizzle-orm';
import type { Ctx } from '#app/services/context.ts';
import { refusedCallback } from '#db/schema/fees.ts';
import { withTx } from '#db/tx.ts';

const DAY = 24 * 60 * 60_000;
/** Different bodies kept of a provider in a day; the rest are counted together, so that a flood fills no table. */
export const REFUSED_KEPT_A_DAY = 1000;
const THE_REST = 'rest';

export type RefusedCallback = {
  readonly provider: string;
  readonly rawBody: string;
  readonly reason: string;
};

/** Counts a callback that was refused, by the digest of its body: nothing of what a stranger wrote is kept. */
export async function recordRefusedCallback(
  ctx: Ctx,
  { provider, rawBody, reason }: RefusedCallback,
): Promise<void> {
  const digest = createHash('sha256').update(rawBody).digest('hex');
  ctx.log.warn({ provider, digest, reason }, 'a callback was refused');
  await withTx(ctx, 'recordRefusedCallback', {}, async (tx) => {
    const [today] = await tx.db
      .select({ kept: count() })
      .from(refusedCallback)
      .where(
        and(
          eq(refusedCallback.provider, provider),
          gt(refusedCallback.lastAt, new Date(tx.now.getTime() - DAY)),
        ),
      );
    const full = (today?.kept ?? 0) >= REFUSED_KEPT_A_DAY;
    await tx.db
      .insert(refusedCallback)
      .values({
        ...{ provider, reason, digest: full ? THE_REST : digest },
        ...{ firstAt: tx.now, lastAt: tx.now, times: 1 },
      })
      .onConflictDoUpdate({
        target: [refusedCallback.provider, refusedCallback.digest, refusedCallback.reason],
        set: { lastAt: tx.now, times: sql`${refusedCallback.times} + 1` },
      });
  });
}
