import { and, asc, eq, ne } from 'drizzle-orm';
import { authorise } from '#app/domain/access/actor.ts';
import { exemptAmount } from '#app/domain/fees/exempt-amount.ts';
import { feeScheduleSchema } from '#app/domain/fees/fee-schedule.ts';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import type { SittingState } from '#app/domain/sitting/states.ts';
import type { Ctx } from '#app/services/context.ts';
import { amountDue } from '#app/services/fees/amount-due.server.ts';
import { creditLockKeys } from '#app/services/fees/credit-lock-keys.server.ts';
import type { Db, TxDb } from '#db/client.ts';
import { invoice, invoiceLine, waiver } from '#db/schema/fees.ts';
import { organisation } from '#db/schema/organisation.ts';
import { entry } from '#db/schema/registration.ts';
import { feeSchedule, sitting } from '#db/schema/sitting.ts';
import { type Tx, withTx } from '#db/tx.ts';
import { grantWaiver } from './grant-waiver.server.ts';

export type RequestWaiver = {
  readonly invoiceId: string;
  /** Code of the schedule's exemption. */
  readonly exemption: string;
  /** What proves it, in the cashier's words. */
  readonly reason: string;
};
export type WaiverRefusal =
  | 'bill.notFound'
  | 'waiver.reasonMissing'
  | 'waiver.unknownExemption'
  | 'waiver.nothingDue'
  | 'waiver.tooLate'
  | 'waiver.already';

/**
 * Asks to give up fees of an invoice by an exemption of its schedule. The amount is of its frozen lines, and never more
 * than is due. Up to the office's limit for an invoice it is granted at once, above it somebody else decides. Who:
 * `money.work`.
 */
export async function requestWaiver(
  ctx: Ctx,
  { invoiceId, exemption, reason }: RequestWaiver,
): Promise<Verdict<{ waiverId: string; state: 'requested' | 'granted' }, WaiverRefusal>> {
  const known = await loadBill(ctx.db, invoiceId);
  if (!known || !authorise(ctx.actor, 'money.work', known.invoice).ok) return refuse('bill.notFound');
  const said = reason.normalize('NFC').trim();
  if (said.length < 5 || said.length > 600) return refuse('waiver.reasonMissing');
  const lock = await creditLockKeys(ctx.db, { invoiceId, schoolInvoiceId: null });
  return withTx(ctx, 'requestWaiver', { lock }, async (tx) => {
    const bill = await loadBill(tx.db, invoiceId);
    if (!bill) return refuse('bill.notFound');
    const amount = await waivedAmount(tx, bill, exemption);
    if (!amount.ok) return amount;
    const { organisationId, currency } = bill.invoice;
    const [row] = await tx.db
      .insert(waiver)
      .values({
        organisationId,
        invoiceId,
        exemption,
        amount: amount.value,
        currency,
        reason: said,
        state: 'requested',
        requestedBy: ctx.actor.kind === 'user' ? ctx.actor.id : null,
        createdAt: tx.now,
      })
      .returning();
    if (!row) throw new Error('the waiver was not written');
    tx.audit({
      organisationId,
      action: 'waiver.request',
      subject: { type: 'waiver', id: row.id },
      detail: {
        invoice: bill.invoice.number,
        exemption,
        amount: amount.value.toString(),
        currency,
        reason: said,
      },
    });
    const granted = await grantedBefore(tx, invoiceId);
    if (granted + amount.value > bill.limit) return accept({ waiverId: row.id, state: 'requested' as const });
    await grantWaiver(tx, row, null);
    return accept({ waiverId: row.id, state: 'granted' as const });
  });
}

async function loadBill(db: Db | TxDb, invoiceId: string) {
  const [row] = await db
    .select({
      invoice,
      entryState: entry.state,
      sittingState: sitting.state,
      profile: organisation.profile,
      schedule: feeSchedule.body,
    })
    .from(invoice)
    .innerJoin(entry, eq(entry.id, invoice.entryId))
    .innerJoin(sitting, eq(sitting.id, entry.sittingId))
    .innerJoin(organisation, eq(organisation.id, invoice.organisationId))
    .innerJoin(feeSchedule, eq(feeSchedule.id, invoice.feeScheduleId))
    .where(eq(invoice.id, invoiceId));
  if (!row) return undefined;
  return { ...row, limit: BigInt(row.profile.secondPersonAbove ?? '0') };
}

/** What the invoice's other waivers have given up: a limit is not gone under by asking twice. */
async function grantedBefore(tx: Tx, invoiceId: string): Promise<bigint> {
  const rows = await tx.db
    .select({ amount: waiver.amount })
    .from(waiver)
    .where(and(eq(waiver.invoiceId, invoiceId), eq(waiver.state, 'granted')));
  return rows.reduce((sum, { amount }) => sum + amount, 0n);
}

/** Sittings whose candidates can still change: after it, marks are being entered. */
export const JOINABLE: readonly SittingState[] = ['open', 'closed', 'seated'];

type Bill = NonNullable<Awaited<ReturnType<typeof loadBill>>>;

async function waivedAmount(
  tx: Tx,
  { invoice: bill, entryState, sittingState, schedule }: Bill,
  code: string,
): Promise<Verdict<bigint, WaiverRefusal>> {
  const exemption = feeScheduleSchema.parse(schedule).exemptions?.find((one) => one.code === code);
  if (!exemption) return refuse('waiver.unknownExemption');
  if (bill.state !== 'open' || entryState !== 'submitted') return refuse('waiver.nothingDue');
  if (!JOINABLE.includes(sittingState)) return refuse('waiver.tooLate');
  const standing = await tx.db
    .select()
    .from(waiver)
    .where(and(eq(waiver.invoiceId, bill.id), ne(waiver.state, 'refused')));
  if (standing.some((one) => one.exemption === code || one.state === 'requested'))
    return refuse('waiver.already');
  const lines = await tx.db
    .select()
    .from(invoiceLine)
    .where(eq(invoiceLine.invoiceId, bill.id))
    .orderBy(asc(invoiceLine.position));
  const due = (await amountDue({ db: tx.db }, bill.id)).minor;
  const amount = exemptAmount(exemption, lines);
  const waived = amount < due ? amount : due;
  return waived > 0n ? accept(waived) : refuse('waiver.nothingDue');
}
