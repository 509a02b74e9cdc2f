import { judgeShift } from '#app/domain/marking/moderate.ts';
import { paperMarkingOf } from '#app/domain/marking/paper-marking.ts';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import type { Ctx } from '#app/services/context.ts';
import { moderation } from '#db/schema/marking.ts';
import { withTx } from '#db/tx.ts';
import {
  type ModeratedBundles,
  type ModerationTargetRefusal,
  moderationLocks,
  readModeratedMarks,
} from './read-moderated-marks.server.ts';

export type ProposeModeration = ModeratedBundles & {
  /** Hundredths added to each mark, below zero to take away. */
  readonly shift: number;
  readonly reason: string;
};
export type ProposeModerationRefusal =
  | ModerationTargetRefusal
  | 'moderation.noShift'
  | 'moderation.reasonMissing'
  | 'moderation.changesNothing';

/**
 * Proposes to move the marks of a paper, or of some of its bundles, by so many points; somebody else applies it or
 * refuses. Nothing changes yet. Who: `bundle.manage`. Every bundle concerned is closed and no jury deliberates on it.
 */
export async function proposeModeration(
  ctx: Ctx,
  command: ProposeModeration,
): Promise<Verdict<{ moderationId: string }, ProposeModerationRefusal>> {
  const { actor } = ctx;
  const { shift, sittingId, round, paperCode } = command;
  const reason = command.reason.trim();
  if (actor.kind !== 'user') return refuse('sitting.notFound');
  const lock = await moderationLocks(ctx.db, command);
  return withTx(ctx, 'proposeModeration', { lock }, async (tx) => {
    const read = await readModeratedMarks(ctx, tx.db, command);
    if (!read.ok) return read;
    const { organisationId, bundles, effectOf, regulation } = read.value;
    const judged = judgeShift(shift, paperMarkingOf(paperCode, regulation).maximum);
    if (!judged.ok) return judged;
    if (reason === '') return refuse('moderation.reasonMissing');
    const effect = effectOf(shift);
    if (effect.changes.length === 0) return refuse('moderation.changesNothing');
    const bundleIds = [...command.bundleIds].sort();
    const [row] = await tx.db
      .insert(moderation)
      .values({
        ...{ organisationId, sittingId, round, paperCode, bundleIds, shift, reason },
        state: 'proposed',
        proposedBy: actor.id,
        proposedAt: tx.now,
      })
      .returning({ id: moderation.id });
    if (!row) throw new Error('the moderation was not written');
    tx.audit({
      organisationId,
      action: 'moderation.propose',
      subject: { type: 'moderation', id: row.id },
      detail: {
        ...{ paper: paperCode, round, shift, reason, marks: effect.changes.length },
        bundles: bundles.map(({ number }) => number).join(' '),
      },
    });
    return accept({ moderationId: row.id });
  });
}
