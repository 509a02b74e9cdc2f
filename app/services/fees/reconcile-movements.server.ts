import { and, asc, eq, inArray, like, or, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Settlement } from '#app/adapters/payments/port.ts';
import { heldBy, move } from '#app/domain/fees/postings.ts';
import { compareMovement } from '#app/domain/fees/reconcile.ts';
import type { Ctx } from '#app/services/context.ts';
import type { TxDb } from '#db/client.ts';
import { journal, payment, refund, suspenseItem } from '#db/schema/fees.ts';
import { organisation } from '#db/schema/organisation.ts';
import type { reconciliationLine } from '#db/schema/reconciliation.ts';
import { type Tx, withTx } from '#db/tx.ts';
import { settledInto } from './allocate-credit.server.ts';
import { type PaymentRow, settledReference } from './credit-payment.server.ts';
import { postJournal } from './post-journal.server.ts';
import { settleKey } from './record-provider-event.server.ts';
import { suspendMoney } from './suspend-money.server.ts';

export type Line = Omit<typeof reconciliationLine.$inferInsert, 'reconciliationId' | 'position'>;

/**
 * Compares movements of a provider's list with the books and acts: a payment the books don't have, or a refund or a
 * dispute they don't know, is queued to be settled; money that names no payment of ours is suspended, once; fees are
 * posted, once. Run again on the same movements it finds the same, and posts nothing.
 */
export async function reconcileMovements(
  ctx: Ctx,
  provider: string,
  movements: readonly Settlement[],
): Promise<Line[]> {
  const compared = await withTx(
    ctx,
    'reconcileMovements',
    { lock: [`reconcile:${provider}`] },
    async (tx) => {
      const lines: Line[] = [];
      for (const movement of movements) {
        const paid = await findPayment(tx.db, provider, movement);
        const line = await compare(tx, provider, movement, paid);
        await postFee(tx, provider, movement, line.organisationId ?? null);
        if (paid && line.verdict !== 'matches' && line.verdict !== 'other')
          await tx.enqueue('settle-payment', { paymentId: paid.id }, { key: settleKey(paid.id) });
        lines.push(line);
      }
      return lines;
    },
  );
  return Promise.all(compared.map((line) => agreeInTotal(ctx, provider, line)));
}

/**
 * What was taken and given back before the books heard of either is two movements they never saw, and no difference:
 * the payment is asked about, outside any transaction, and matches when the books say of it what the provider says.
 */
async function agreeInTotal(ctx: Ctx, provider: string, line: Line): Promise<Line> {
  const moves = line.kind === 'refund' || line.kind === 'dispute';
  if (!moves || line.verdict === 'matches' || !line.paymentId) return line;
  const [paid] = await ctx.db.select().from(payment).where(eq(payment.id, line.paymentId));
  const status = paid?.reference
    ? await ctx.adapters.payments[provider]?.getStatus(paid.reference)
    : undefined;
  const agrees =
    paid?.refunded === status?.refunded.minor && paid?.disputed === status?.disputed.minor && status;
  return agrees ? { ...line, ours: line.theirs, verdict: 'matches' } : line;
}

async function findPayment(
  db: TxDb,
  provider: string,
  { paymentId, paymentIntent }: Settlement,
): Promise<PaymentRow | undefined> {
  const claimed = z.uuid().safeParse(paymentId).data;
  const matches = [
    ...(claimed === undefined ? [] : [eq(payment.id, claimed)]),
    ...(paymentIntent === undefined ? [] : [eq(payment.paymentIntent, paymentIntent)]),
  ];
  if (matches.length === 0) return undefined;
  const rows = await db
    .select()
    .from(payment)
    .where(and(eq(payment.provider, provider), or(...matches)));
  return rows.find(({ id }) => id === claimed) ?? rows[0];
}

async function compare(
  tx: Tx,
  provider: string,
  movement: Settlement,
  paid: PaymentRow | undefined,
): Promise<Line> {
  const { kind, settlementId, fee, at } = movement;
  const { minor: theirs, currency } = movement.presented ?? movement.gross;
  const common = { settlementId, kind, currency, theirs, fee: fee.minor, at };
  if (kind === 'other' || theirs === 0n)
    return { ...common, paymentId: paid?.id ?? null, ours: 0n, verdict: 'other' };
  if (paid) {
    const ours = await bookedOf(tx.db, paid, kind, theirs);
    const verdict = compareMovement({ kind, known: true, theirs, ours });
    return { ...common, organisationId: paid.organisationId, paymentId: paid.id, ours, verdict };
  }
  const source = `settlement:${provider}:${settlementId}`;
  const [item] = await tx.db.select().from(suspenseItem).where(eq(suspenseItem.source, source));
  if (item) return { ...common, organisationId: item.organisationId, ours: item.amount, verdict: 'unknown' };
  const organisationId = await oldestOrganisation(tx.db);
  await suspendMoney(tx, {
    ...{ organisationId, paymentId: null, provider, account: heldBy({ provider }) },
    ...{ source, reason: 'suspense.unknown', received: { minor: theirs, currency } },
  });
  return { ...common, organisationId, ours: 0n, verdict: 'unknown' };
}

/** What the books say of a movement of a payment, with its sign. */
async function bookedOf(
  db: TxDb,
  paid: PaymentRow,
  kind: 'payment' | 'refund' | 'dispute',
  theirs: bigint,
): Promise<bigint> {
  if (kind === 'payment') return (await settledInto(db, settledReference(paid.id)))?.amount.minor ?? 0n;
  if (kind === 'refund') return bookedRefund(db, paid, theirs);
  const items = await db
    .select({ amount: suspenseItem.amount, resolution: suspenseItem.resolution })
    .from(suspenseItem)
    .where(
      or(
        like(suspenseItem.source, `disputed:${paid.id}:%`),
        like(suspenseItem.source, `disputeWon:${paid.id}:%`),
      ),
    );
  const known = items.some(
    ({ amount, resolution }) => amount === theirs || (amount === -theirs && resolution === 'disputeWon'),
  );
  return known ? theirs : 0n;
}

/** A refund is known when the books have one of its amount, or when all that went out and came back is known. */
async function bookedRefund(db: TxDb, paid: PaymentRow, theirs: bigint): Promise<bigint> {
  const amount = theirs < 0n ? -theirs : theirs;
  const [row] = await db
    .select({ id: refund.id })
    .from(refund)
    .where(and(eq(refund.paymentId, paid.id), eq(refund.state, 'succeeded'), eq(refund.amount, amount)));
  const returned = await db
    .select({ amount: suspenseItem.amount })
    .from(suspenseItem)
    .where(like(suspenseItem.source, `refundReturned:${paid.id}:%`));
  if (theirs > 0n) return returned.some((item) => item.amount === amount) ? theirs : 0n;
  return row || paid.refunded >= amount ? theirs : 0n;
}

/** Money that is nobody's here belongs to whoever the account was opened for first. */
async function oldestOrganisation(db: TxDb): Promise<string> {
  const [row] = await db
    .select({ id: organisation.id })
    .from(organisation)
    .orderBy(asc(organisation.createdAt), asc(organisation.id))
    .limit(1);
  if (!row) throw new Error('no organisation');
  return row.id;
}

async function postFee(
  tx: Tx,
  provider: string,
  { settlementId, fee }: Settlement,
  organisationId: string | null,
): Promise<void> {
  if (fee.minor === 0n) return;
  const reference = `settlement:${provider}:${settlementId}:fee`;
  const [posted] = await tx.db
    .select({ id: journal.id })
    .from(journal)
    .where(eq(journal.reference, reference));
  if (posted) return;
  await postJournal(tx, {
    organisationId: organisationId ?? (await oldestOrganisation(tx.db)),
    reference,
    memo: settlementId,
    postings: move(heldBy({ provider }), 'expense:providerFees', fee),
  });
}

/**
 * Payments of ours that a provider's list of a day does not have: settled here that day, and paid that day by its own
 * word. Each is asked about outside any transaction.
 */
export async function findNotThere(
  ctx: Ctx,
  provider: string,
  { from, to }: { readonly from: Date; readonly to: Date },
  listed: ReadonlySet<string>,
): Promise<Line[]> {
  const rows = await ctx.db
    .select()
    .from(payment)
    .where(
      and(
        eq(payment.provider, provider),
        inArray(payment.state, ['succeeded']),
        sql`${payment.settledAt} >= ${from.toISOString()} and ${payment.settledAt} < ${to.toISOString()}`,
      ),
    );
  const lines: Line[] = [];
  for (const paid of rows) {
    if (listed.has(paid.id)) continue;
    const status = paid.reference
      ? await ctx.adapters.payments[provider]?.getStatus(paid.reference)
      : undefined;
    const paidAt = status?.paidAt ?? paid.settledAt ?? from;
    if (paidAt < from || paidAt >= to) continue;
    const settled = await settledInto(ctx.db, settledReference(paid.id));
    lines.push({
      ...{ organisationId: paid.organisationId, settlementId: null, kind: 'payment', paymentId: paid.id },
      ...{ currency: settled?.amount.currency ?? paid.currency, theirs: 0n, fee: 0n },
      ...{ ours: settled?.amount.minor ?? 0n, verdict: 'notThere', at: paid.settledAt ?? from },
    });
  }
  return lines;
}
