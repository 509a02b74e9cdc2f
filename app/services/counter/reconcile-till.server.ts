import { eq } from 'drizzle-orm';
import { authorise } from '#app/domain/access/actor.ts';
import { handOverPostings } from '#app/domain/counter/till-rules.ts';
import { TILL_TABLE } from '#app/domain/fees/states.ts';
import { money } from '#app/domain/shared/money.ts';
import { nextState } from '#app/domain/shared/state-table.ts';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import type { Ctx } from '#app/services/context.ts';
import { postJournal } from '#app/services/fees/post-journal.server.ts';
import { till } from '#db/schema/till.ts';
import { withTx } from '#db/tx.ts';
import { tillBooked } from './load-till.server.ts';

export type ReconcileTill = {
  readonly tillId: string;
  /** The bank's deposit slip, or whom the money was handed to. */
  readonly depositReference: string;
};
export type ReconcileTillRefusal =
  | 'till.notFound'
  | 'till.samePerson'
  | 'till.notClosed'
  | 'till.reconciled'
  | 'till.depositMissing';

/**
 * Takes over what a closed drawer holds beyond its float: from its account to the deposit's. Who: `money.approve`, and
 * never the cashier whose drawer it is.
 */
export async function reconcileTill(
  ctx: Ctx,
  { tillId, depositReference: typed }: ReconcileTill,
): Promise<Verdict<true, ReconcileTillRefusal>> {
  return withTx(ctx, 'reconcileTill', { lock: [`till:${tillId}`] }, async (tx) => {
    const [row] = await tx.db.select().from(till).where(eq(till.id, tillId));
    const { actor } = ctx;
    if (!row || actor.kind !== 'user' || !authorise(actor, 'money.approve', row).ok)
      return refuse('till.notFound');
    if (row.cashierId === actor.id) return refuse('till.samePerson');
    if (row.state === 'reconciled') return refuse('till.reconciled');
    const state = nextState(TILL_TABLE, row.state, 'reconcile');
    if (!state.ok) return refuse('till.notClosed');
    const depositReference = typed.normalize('NFC').trim();
    if (depositReference.length < 3 || depositReference.length > 120) return refuse('till.depositMissing');
    const { organisationId, currency } = row;
    const amount = await tillBooked(tx.db, tillId);
    await tx.db
      .update(till)
      .set({ state: state.value, reconciledBy: actor.id, reconciledAt: tx.now, depositReference })
      .where(eq(till.id, tillId));
    if (amount !== 0n)
      await postJournal(tx, {
        organisationId,
        reference: `till:${tillId}:handedOver`,
        memo: depositReference,
        postings: handOverPostings(tillId, money(amount, currency)),
      });
    tx.audit({
      organisationId,
      action: 'till.reconcile',
      subject: { type: 'till', id: tillId },
      detail: { amount: amount.toString(), currency, deposit: depositReference },
    });
    return accept();
  });
}
