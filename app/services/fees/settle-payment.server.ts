import { eq } from 'drizzle-orm';
import type { PaymentStatus } from '#app/adapters/payments/port.ts';
import { type Judgement, judgeSettlement } from '#app/domain/fees/judge-settlement.ts';
import { settlementPostings, suspensePostings } from '#app/domain/fees/postings.ts';
import { INVOICE_TABLE, PAYMENT_TABLE } from '#app/domain/fees/states.ts';
import { ENTRY_TABLE } from '#app/domain/registration/states.ts';
import { type Money, money } from '#app/domain/shared/money.ts';
import { nextState } from '#app/domain/shared/state-table.ts';
import { type Accepted, accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import type { Ctx } from '#app/services/context.ts';
import { invoice, payment, suspenseItem } from '#db/schema/fees.ts';
import { entry } from '#db/schema/registration.ts';
import { sitting } from '#db/schema/sitting.ts';
import { type Tx, withTx } from '#db/tx.ts';
import { openCheckout } from './open-checkout.server.ts';
import { postJournal } from './post-journal.server.ts';
import { providerOf } from './provider-of.ts';
import { tellPaymentReceived } from './tell-payment-received.server.ts';

export type SettlePayment = { readonly paymentId: string };
type Books = Awaited<ReturnType<typeof loadBooks>>;

/**
 * Brings the books in line with what the provider says of a payment now. Callbacks, the poll and the candidate's
 * return all end here, in any order and as often as they like: the provider is asked outside any transaction, the
 * payment, invoice and entry are locked, and the ledger takes `payment:<id>:settled` once. Money that does not fit is
 * suspended for a cashier. The system's own: it has no capability to check.
 * @throws when the provider can't be reached, or answers about another payment: the job is tried again.
 */
export async function settlePayment(
  ctx: Ctx,
  { paymentId }: SettlePayment,
): Promise<Verdict<Judgement, 'payment.notFound' | 'payment.unknownToProvider'>> {
  const [known] = await ctx.db.select().from(payment).where(eq(payment.id, paymentId));
  if (!known) return refuse('payment.notFound');
  if (known.state === 'succeeded') return accept({ outcome: 'alreadySettled' });
  const reference = await referenceOf(ctx, known);
  if (reference === undefined) return expireUnopened(ctx, paymentId);
  const status = await providerOf(ctx, known.provider).getStatus(reference);
  if (!status) {
    ctx.log.error({ paymentId }, 'the provider does not know this payment');
    if (known.expiresAt <= ctx.clock()) await expireUnopened(ctx, paymentId);
    return refuse('payment.unknownToProvider');
  }
  if (status.paymentId !== paymentId)
    throw new Error(`the provider answers about another payment than ${paymentId}`);
  return withTx(
    ctx,
    'settlePayment',
    { lock: lockKeysOf(await loadBooks(ctx.db, paymentId)) },
    async (tx) => {
      const books = await loadBooks(tx.db, paymentId);
      const judgement = judgeSettlement(factsOf(books), {
        state: status.state,
        amount: status.amount,
        paidAt: status.paidAt ?? tx.now,
      });
      await carryOut(tx, books, judgement, status);
      return accept(judgement);
    },
  );
}

/** A payment whose reference was lost in a crash is opened again, which gives the same page; a page nobody got is not. */
async function referenceOf(ctx: Ctx, known: typeof payment.$inferSelect): Promise<string | undefined> {
  if (known.reference !== null) return known.reference;
  if (known.expiresAt <= ctx.clock()) return undefined;
  await openCheckout(ctx, known.id);
  const [row] = await ctx.db
    .select({ reference: payment.reference })
    .from(payment)
    .where(eq(payment.id, known.id));
  return row?.reference ?? undefined;
}

/** No one was ever sent to this payment's page. Should money come after all, its callback brings the reference. */
async function expireUnopened(ctx: Ctx, paymentId: string): Promise<Accepted<Judgement>> {
  return withTx(ctx, 'expirePayment', { lock: [`payment:${paymentId}`] }, async (tx) => {
    const { payment: row } = await loadBooks(tx.db, paymentId);
    const next = nextState(PAYMENT_TABLE, row.state, 'expire');
    const state = next.ok ? next.value : row.state;
    await tx.db.update(payment).set({ state, checkedAt: tx.now }).where(eq(payment.id, paymentId));
    return accept<Judgement>(
      state === 'succeeded' ? { outcome: 'alreadySettled' } : { outcome: 'notPaid', state: 'expired' },
    );
  });
}

async function loadBooks(db: Pick<Ctx['db'], 'select'>, paymentId: string) {
  const [row] = await db
    .select({ payment, invoice, entry, sitting })
    .from(payment)
    .innerJoin(invoice, eq(invoice.id, payment.invoiceId))
    .innerJoin(entry, eq(entry.id, invoice.entryId))
    .innerJoin(sitting, eq(sitting.id, entry.sittingId))
    .where(eq(payment.id, paymentId));
  if (!row) throw new Error(`no payment ${paymentId}`);
  return row;
}

const lockKeysOf = ({ payment: { id }, invoice: bill, entry: row }: Books) => [
  `payment:${id}`,
  `invoice:${bill.id}`,
  `entry:${row.id}`,
];

function factsOf(books: Books) {
  const { payment: paid, invoice: bill, entry: row, sitting: at } = books;
  return {
    state: paid.state,
    due: money(paid.amount, paid.currency),
    expiresAt: paid.expiresAt,
    invoice: bill.state,
    entry: row.state,
    sitting: at.state,
    entriesCloseAt: at.entriesCloseAt,
  };
}

async function carryOut(tx: Tx, books: Books, judgement: Judgement, status: PaymentStatus): Promise<void> {
  switch (judgement.outcome) {
    case 'alreadySettled':
      return;
    case 'notPaid':
      return noteAnswer(tx, books, judgement.state, status.lastError);
    case 'settle':
      await succeed(tx, books);
      return settle(tx, books, status.amount);
    case 'suspend':
      await succeed(tx, books);
      return suspend(tx, books, judgement.reason, status.amount);
  }
}

const EVENT = { pending: 'initiate', failed: 'fail', expired: 'expire' } as const;

/** Keeps what the provider says; a payment that already failed or expired stays so, and can still succeed. */
async function noteAnswer(
  tx: Tx,
  { payment: row }: Books,
  state: keyof typeof EVENT,
  lastError: string | undefined,
) {
  const next = nextState(PAYMENT_TABLE, row.state, EVENT[state]);
  await tx.db
    .update(payment)
    .set({
      checkedAt: tx.now,
      lastError: lastError ?? row.lastError,
      ...(next.ok ? { state: next.value } : {}),
    })
    .where(eq(payment.id, row.id));
}

async function succeed(tx: Tx, { payment: row }: Books): Promise<void> {
  const next = required(nextState(PAYMENT_TABLE, row.state, 'succeed'));
  await tx.db
    .update(payment)
    .set({ state: next, settledAt: tx.now, checkedAt: tx.now, lastError: null })
    .where(eq(payment.id, row.id));
}

async function settle(tx: Tx, books: Books, received: Money): Promise<void> {
  const { payment: paid, invoice: bill, entry: row } = books;
  const { organisationId } = paid;
  await postJournal(tx, {
    organisationId,
    reference: `payment:${paid.id}:settled`,
    memo: bill.number,
    postings: settlementPostings(bill.id, paid.provider, received),
  });
  await tx.db
    .update(invoice)
    .set({ state: required(nextState(INVOICE_TABLE, bill.state, 'pay')) })
    .where(eq(invoice.id, bill.id));
  await tx.db
    .update(entry)
    .set({
      state: required(nextState(ENTRY_TABLE, row.state, 'pay')),
      updatedAt: tx.now,
      version: row.version + 1,
    })
    .where(eq(entry.id, row.id));
  await tx.enqueue('issue-receipt', { paymentId: paid.id }, { key: `receipt:${paid.id}` });
  await tellPaymentReceived(tx, row.id, received);
  const detail = { invoice: bill.number, amount: received.minor.toString(), currency: received.currency };
  tx.audit({ organisationId, action: 'payment.settle', subject: { type: 'payment', id: paid.id }, detail });
  tx.audit({
    organisationId,
    action: 'entry.pay',
    subject: { type: 'entry', id: row.id },
    detail: { payment: paid.id },
  });
}

async function suspend(tx: Tx, { payment: paid }: Books, reason: string, received: Money): Promise<void> {
  const { organisationId, id: paymentId, provider } = paid;
  const source = `payment:${paymentId}`;
  const { minor: amount, currency } = received;
  await postJournal(tx, {
    organisationId,
    reference: `payment:${paymentId}:settled`,
    memo: reason,
    postings: suspensePostings(paid.provider, received),
  });
  const item = { organisationId, paymentId, provider, source, reason, currency, amount };
  await tx.db.insert(suspenseItem).values({ ...item, createdAt: tx.now });
  tx.audit({
    organisationId,
    action: 'payment.suspend',
    subject: { type: 'payment', id: paymentId },
    detail: { reason, amount: amount.toString(), currency },
  });
}

/** A transition the judgement has already allowed: a refusal here is a bug. */
function required<T>(verdict: Verdict<T>): T {
  if (!verdict.ok) throw new Error(`${verdict.reason} ${JSON.stringify(verdict.detail)}`);
  return verdict.value;
}
