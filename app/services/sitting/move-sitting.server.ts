import { eq } from 'drizzle-orm';
import { nextState } from '#app/domain/shared/state-table.ts';
import { accept, type Refused, type Verdict } from '#app/domain/shared/verdict.ts';
import { SITTING_TABLE, type SittingEvent, type SittingState } from '#app/domain/sitting/states.ts';
import type { Ctx } from '#app/services/context.ts';
import { sitting } from '#db/schema/sitting.ts';
import { type Tx, withTx } from '#db/tx.ts';
import { holdSitting, lockOf, recordOf, type SittingRow } from './hold-sitting.server.ts';

type Move<R extends string> = {
  readonly name: string;
  readonly event: Extract<SittingEvent, 'open' | 'close' | 'reopen'>;
  /** What else must hold, once the state allows the event. */
  readonly check?: (tx: Tx, row: SittingRow) => Promise<Verdict<true, R>> | Verdict<true, R>;
  readonly changes?: Partial<SittingRow>;
  /** What else is done once it is written. */
  readonly after?: (tx: Tx, row: SittingRow) => Promise<void>;
  /** What the audit line says beside the states; told of the sitting as it was. */
  readonly detail?: (row: SittingRow) => Readonly<Record<string, string>>;
};

/** One step of a sitting's life by who manages it: held, authorised, checked, written and on record. */
export async function moveSitting<R extends string>(
  ctx: Ctx,
  sittingId: string,
  { name, event, check, changes = {}, after, detail }: Move<R>,
): Promise<Verdict<{ state: SittingState }, R | 'sitting.notFound' | 'state.refused'>> {
  return withTx(ctx, name, { lock: [lockOf(sittingId)] }, async (tx) => {
    const held = await holdSitting(ctx, tx, sittingId, 'sitting.manage');
    if (!held.ok) return held;
    const next = nextState(SITTING_TABLE, held.value.state, event);
    if (!next.ok) return next;
    const checked: Verdict<true, R> | Refused<R> = (await check?.(tx, held.value)) ?? accept();
    if (!checked.ok) return checked;
    await tx.db
      .update(sitting)
      .set({ ...changes, state: next.value })
      .where(eq(sitting.id, sittingId));
    await after?.(tx, held.value);
    tx.audit({
      organisationId: held.value.organisationId,
      action: `sitting.${event}`,
      subject: { type: 'sitting', id: sittingId },
      before: recordOf(held.value),
      after: recordOf({ ...held.value, ...changes, state: next.value }),
      detail: { from: held.value.state, to: next.value, ...detail?.(held.value) },
    });
    return accept({ state: next.value });
  });
}
