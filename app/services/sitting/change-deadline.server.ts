import { eq } from 'drizzle-orm';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import type { Ctx } from '#app/services/context.ts';
import { tellDeadline } from '#app/services/followup/tell-deadline.server.ts';
import { sitting } from '#db/schema/sitting.ts';
import { withTx } from '#db/tx.ts';
import { holdSitting, lockOf, recordOf } from './hold-sitting.server.ts';

export type ChangeDeadline = {
  readonly sittingId: string;
  readonly entriesCloseAt: Date;
  /** Why, in the office's words: kept in the audit log. */
  readonly reason: string;
};

/**
 * Moves the end of entries of a sitting that is prepared or open; of an open one, whoever still has something to do is told. Who: `sitting.manage`. `state.refused` once entries
 * are closed (reopen them instead), `sitting.deadlinePassed` for a moment gone by, `sitting.closesBeforeOpening`,
 * `sitting.examBeforeClosing`, `sitting.reasonMissing`.
 */
export async function changeDeadline(
  ctx: Ctx,
  { sittingId, entriesCloseAt, reason }: ChangeDeadline,
): Promise<
  Verdict<
    true,
    | 'sitting.notFound'
    | 'state.refused'
    | 'sitting.deadlinePassed'
    | 'sitting.closesBeforeOpening'
    | 'sitting.examBeforeClosing'
    | 'sitting.reasonMissing'
  >
> {
  const why = reasonOf(reason);
  if (why === undefined) return refuse('sitting.reasonMissing');
  return withTx(ctx, 'changeDeadline', { lock: [lockOf(sittingId)] }, async (tx) => {
    const held = await holdSitting(ctx, tx, sittingId, 'sitting.manage');
    if (!held.ok) return held;
    const row = held.value;
    if (row.state !== 'draft' && row.state !== 'open')
      return refuse('state.refused', { from: row.state, event: 'changeDeadline' });
    if (entriesCloseAt <= tx.now) return refuse('sitting.deadlinePassed');
    if (entriesCloseAt <= row.entriesOpenAt) return refuse('sitting.closesBeforeOpening');
    if (entriesCloseAt >= row.examStartsOn) return refuse('sitting.examBeforeClosing');
    await tx.db.update(sitting).set({ entriesCloseAt }).where(eq(sitting.id, sittingId));
    tx.audit({
      organisationId: row.organisationId,
      action: 'sitting.changeDeadline',
      subject: { type: 'sitting', id: sittingId },
      before: recordOf(row),
      after: recordOf({ ...row, entriesCloseAt }),
      detail: { from: row.entriesCloseAt.toISOString(), to: entriesCloseAt.toISOString(), reason: why },
    });
    if (row.state === 'open') await tellDeadline(tx, sittingId, entriesCloseAt, row.organisationId);
    return accept();
  });
}

/** A reason worth keeping: at least five characters. */
export function reasonOf(text: string): string | undefined {
  const reason = text.normalize('NFC').trim();
  return reason.length >= 5 && reason.length <= 600 ? reason : undefined;
}
