import { eq } from 'drizzle-orm';
import { authorise } from '#app/domain/access/actor.ts';
import { readAmount } from '#app/domain/counter/read-amount.ts';
import { differencePostings, judgeCount } from '#app/domain/counter/till-rules.ts';
import { TILL_TABLE } from '#app/domain/fees/states.ts';
import { money } from '#app/domain/shared/money.ts';
import { nextState } from '#app/domain/shared/state-table.ts';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import type { Ctx } from '#app/services/context.ts';
import { postJournal } from '#app/services/fees/post-journal.server.ts';
import { till } from '#db/schema/till.ts';
import { withTx } from '#db/tx.ts';
import { tillBooked } from './load-till.server.ts';

export type CloseTill = {
  readonly tillId: string;
  /** What the drawer holds, its float included, as typed. */
  readonly counted: string;
  /** Why it differs from what was expected; may be empty when it does not. */
  readonly reason: string;
};
export type CloseTillRefusal = 'till.notFound' | 'till.closed' | 'amount.unreadable' | 'till.reasonMissing';

/**
 * Closes a cashier's own drawer with what was counted. What is missing is posted as a loss and what is too much as
 * unclaimed, so that the drawer's account is what was counted. Who: the cashier whose it is, with `money.work`.
 * `till.reasonMissing`: it differs and nobody says why.
 */
export async function closeTill(
  ctx: Ctx,
  { tillId, counted: typed, reason }: CloseTill,
): Promise<Verdict<{ difference: bigint }, CloseTillRefusal>> {
  return withTx(ctx, 'closeTill', { lock: [`till:${tillId}`] }, async (tx) => {
    const [row] = await tx.db.select().from(till).where(eq(till.id, tillId));
    const { actor } = ctx;
    const isOwn = row && actor.kind === 'user' && actor.id === row.cashierId;
    if (!isOwn || !authorise(actor, 'money.work', row).ok) return refuse('till.notFound');
    const state = nextState(TILL_TABLE, row.state, 'close');
    if (!state.ok) return refuse('till.closed');
    const { organisationId, currency, float } = row;
    const counted = readAmount(typed, currency);
    if (!counted.ok) return counted;
    if (counted.value < 0n) return refuse('amount.unreadable');
    const said = reason.normalize('NFC').trim().slice(0, 600);
    const booked = await tillBooked(tx.db, tillId);
    const judged = judgeCount({ float, booked, counted: counted.value, reason: said });
    if (!judged.ok) return judged;
    const difference = judged.value;
    await tx.db
      .update(till)
      .set({
        state: state.value,
        closedAt: tx.now,
        counted: counted.value,
        differenceReason: difference === 0n ? null : said,
      })
      .where(eq(till.id, tillId));
    if (difference !== 0n)
      await postJournal(tx, {
        organisationId,
        reference: `till:${tillId}:difference`,
        memo: said,
        postings: differencePostings(tillId, money(difference, currency)),
      });
    tx.audit({
      organisationId,
      action: 'till.close',
      subject: { type: 'till', id: tillId },
      detail: {
        counted: counted.value.toString(),
        difference: difference.toString(),
        currency,
        reason: said,
      },
    });
    return accept({ difference });
  });
}
