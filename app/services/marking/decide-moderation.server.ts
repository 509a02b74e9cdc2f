import { eq } from 'drizzle-orm';
import { authorise } from '#app/domain/access/actor.ts';
import type { ModerationEffect } from '#app/domain/marking/moderate.ts';
import { MODERATION_TABLE } from '#app/domain/marking/states.ts';
import { nextState } from '#app/domain/shared/state-table.ts';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import type { Ctx } from '#app/services/context.ts';
import { markEntry, moderation } from '#db/schema/marking.ts';
import { type Tx, withTx } from '#db/tx.ts';
import {
  type ModerationTargetRefusal,
  moderationLocks,
  readModeratedMarks,
} from './read-moderated-marks.server.ts';
import { tellModeration } from './tell-moderation.server.ts';

const BATCH = 5000;

export const MODERATION_DECISIONS = ['apply', 'refuse'] as const;
export type DecideModeration = {
  readonly moderationId: string;
  readonly decision: (typeof MODERATION_DECISIONS)[number];
};
export type DecideModerationRefusal =
  | Exclude<ModerationTargetRefusal, 'sitting.notFound'>
  | 'moderation.notFound'
  | 'moderation.samePerson'
  | 'moderation.decided';

/**
 * Applies a moderation or refuses it. Who: `bundle.manage`, and never who proposed it. Each mark that moves is one more
 * entry with the moderation, who applied it and its reason; what was keyed before stays beside it. Every marker concerned
 * is told in the same transaction: there is no moderation that its markers don't know of. The marks are read again here, so
 * what was shown in the preview may differ where a bundle was opened and closed in between.
 */
export async function decideModeration(
  ctx: Ctx,
  { moderationId, decision }: DecideModeration,
): Promise<Verdict<{ changed: number; told: number }, DecideModerationRefusal>> {
  const { actor } = ctx;
  const [known] = await ctx.db.select().from(moderation).where(eq(moderation.id, moderationId));
  if (!known || actor.kind !== 'user' || !authorise(actor, 'bundle.manage', known).ok)
    return refuse('moderation.notFound');
  const lock = [`moderation:${moderationId}`, ...(await moderationLocks(ctx.db, known))];
  return withTx(ctx, 'decideModeration', { lock }, async (tx) => {
    const [row] = await tx.db.select().from(moderation).where(eq(moderation.id, moderationId));
    if (!row) return refuse('moderation.notFound');
    if (row.proposedBy === actor.id) return refuse('moderation.samePerson');
    const next = nextState(MODERATION_TABLE, row.state, decision);
    if (!next.ok) return refuse('moderation.decided');
    const read = decision === 'apply' ? await readModeratedMarks(ctx, tx.db, row) : undefined;
    if (read && !read.ok)
      return read.reason === 'sitting.notFound'
        ? refuse('moderation.notFound')
        : refuse(read.reason, read.detail);
    await tx.db
      .update(moderation)
      .set({ state: next.value, decidedBy: actor.id, decidedAt: tx.now })
      .where(eq(moderation.id, moderationId));
    const effect = read?.value.effectOf(row.shift);
    if (effect) await appendMarks(tx, effect, row, actor.id);
    const told = read ? await tellModeration(tx, row, read.value) : 0;
    const changed = effect?.changes.length ?? 0;
    tx.audit({
      organisationId: row.organisationId,
      action: `moderation.${decision}`,
      subject: { type: 'moderation', id: moderationId },
      before: 'proposed',
      after: { state: next.value, marks: effect?.changes ?? [] },
      detail: { paper: row.paperCode, shift: row.shift, proposedBy: row.proposedBy, changed, told },
    });
    return accept({ changed, told });
  });
}

type Row = typeof moderation.$inferSelect;

async function appendMarks(tx: Tx, { changes }: ModerationEffect, { id, reason }: Row, userId: string) {
  const rows = changes.map(({ scriptCode, after }) => ({
    scriptCode,
    pass: 4,
    state: 'mark' as const,
    value: after,
    reason,
    moderationId: id,
    userId,
    at: tx.now,
  }));
  for (let start = 0; start < rows.length; start += BATCH)
    await tx.db.insert(markEntry).values(rows.slice(start, start + BATCH));
}
