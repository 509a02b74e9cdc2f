import { eq } from 'drizzle-orm';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import { checkReadiness, type Slot } from '#app/domain/sitting/readiness.ts';
import type { Ctx } from '#app/services/context.ts';
import { paperSlot } from '#db/schema/sitting.ts';
import { withTx } from '#db/tx.ts';
import { holdSitting, lockOf, recordOf } from './hold-sitting.server.ts';
import { loadPlan } from './load-plan.server.ts';

export type ChangeTimetable = { readonly sittingId: string; readonly slots: readonly Slot[] };

/** Problems of a timetable itself; fees and dates have their own page. */
const ABOUT_SLOTS = /^sitting\.slot/;

/**
 * Replaces a sitting's timetable, until seats are given. Who: `sitting.manage`. `sitting.timetableRefused` with the first
 * problem's paper: a paper left out, named twice, before the first day, or at the hour of another of the same series.
 */
export async function changeTimetable(
  ctx: Ctx,
  { sittingId, slots }: ChangeTimetable,
): Promise<Verdict<true, 'sitting.notFound' | 'state.refused' | 'sitting.timetableRefused'>> {
  return withTx(ctx, 'changeTimetable', { lock: [lockOf(sittingId)] }, async (tx) => {
    const held = await holdSitting(ctx, tx, sittingId, 'sitting.manage');
    if (!held.ok) return held;
    const { state, organisationId } = held.value;
    if (state !== 'draft' && state !== 'open' && state !== 'closed')
      return refuse('state.refused', { from: state, event: 'changeTimetable' });
    const plan = await loadPlan(tx.db, held.value);
    const problem = checkReadiness({ ...plan, slots }).find(({ reason }) => ABOUT_SLOTS.test(reason));
    if (problem) return refuse('sitting.timetableRefused', { ...problem.detail, problem: problem.reason });
    await tx.db.delete(paperSlot).where(eq(paperSlot.sittingId, sittingId));
    if (slots.length > 0)
      await tx.db
        .insert(paperSlot)
        .values(
          slots.map(({ paperCode, startsAt, minutes }) => ({ sittingId, paperCode, startsAt, minutes })),
        );
    tx.audit({
      organisationId,
      action: 'sitting.changeTimetable',
      subject: { type: 'sitting', id: sittingId },
      before: recordOf(plan.slots),
      after: recordOf(slots),
      detail: { papers: slots.length },
    });
    return accept();
  });
}
