import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import type { SittingState } from '#app/domain/sitting/states.ts';
import type { Ctx } from '#app/services/context.ts';
import { tellDeadline } from '#app/services/followup/tell-deadline.server.ts';
import { reasonOf } from './change-deadline.server.ts';
import { moveSitting } from './move-sitting.server.ts';

export type ReopenSitting = {
  readonly sittingId: string;
  readonly entriesCloseAt: Date;
  readonly reason: string;
};

/**
 * Takes entries again until a new deadline, while no seat is given; whoever still has something to do is told. Who: `sitting.manage`. `sitting.deadlinePassed`,
 * `sitting.examBeforeClosing`, `sitting.reasonMissing`.
 */
export async function reopenSitting(
  ctx: Ctx,
  { sittingId, entriesCloseAt, reason }: ReopenSitting,
): Promise<
  Verdict<
    { state: SittingState },
    | 'sitting.notFound'
    | 'state.refused'
    | 'sitting.deadlinePassed'
    | 'sitting.examBeforeClosing'
    | 'sitting.reasonMissing'
  >
> {
  const why = reasonOf(reason);
  if (why === undefined) return refuse('sitting.reasonMissing');
  return moveSitting(ctx, sittingId, {
    name: 'reopenSitting',
    event: 'reopen',
    changes: { entriesCloseAt },
    after: (tx, row) => tellDeadline(tx, row.id, entriesCloseAt, row.organisationId),
    detail: (row) => ({
      reason: why,
      closedAt: row.entriesCloseAt.toISOString(),
      entriesCloseAt: entriesCloseAt.toISOString(),
    }),
    check: (tx, row) => {
      if (entriesCloseAt <= tx.now) return refuse('sitting.deadlinePassed');
      return entriesCloseAt < row.examStartsOn ? accept() : refuse('sitting.examBeforeClosing');
    },
  });
}
