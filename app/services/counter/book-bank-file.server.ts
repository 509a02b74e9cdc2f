import { and, eq } from 'drizzle-orm';
import { type LineMatch, matchLine, quotedBy } from '#app/domain/counter/match-line.ts';
import type { StatementLine } from '#app/domain/counter/read-statement.ts';
import type { StatementMapping } from '#app/domain/counter/statement-columns.ts';
import { bankAccount } from '#app/domain/fees/postings.ts';
import { localMoment } from '#app/domain/shared/local-moment.ts';
import { money } from '#app/domain/shared/money.ts';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import type { Ctx } from '#app/services/context.ts';
import { creditLockKeys } from '#app/services/fees/credit-lock-keys.server.ts';
import { creditPayment } from '#app/services/fees/credit-payment.server.ts';
import { suspendMoney } from '#app/services/fees/suspend-money.server.ts';
import { payment } from '#db/schema/fees.ts';
import { bankLine } from '#db/schema/till.ts';
import { type Tx, withTx } from '#db/tx.ts';
import { type BillTarget, findBill } from './find-bill.server.ts';
import { findTargets } from './find-targets.server.ts';
import { type OpenedBankFile, openBankFile } from './read-bank-file.server.ts';
import { targetColumns } from './record-cash.server.ts';

export type BookBankFile = {
  readonly fileId: string;
  readonly mapping?: StatementMapping | undefined;
  /** How many lines that are not booked yet to book now; all of them when left out. */
  readonly most?: number;
};
export type Booked = {
  readonly matched: number;
  readonly suspended: number;
  /** Booked before, in this file or another. */
  readonly known: number;
  /** Still to be booked. */
  readonly left: number;
};

/**
 * Books a statement, each line in a transaction of its own and once, whatever file it comes in: what fits an invoice
 * pays it, everything else waits in the cashier's queue. Interrupted, it is called again and goes on. Who: `money.work`
 * or `money.approve`.
 */
export async function bookBankFile(
  ctx: Ctx,
  command: BookBankFile,
): Promise<Verdict<Booked, 'bankFile.notFound' | 'bankFile.columnsMissing' | 'bankFile.hasProblems'>> {
  const opened = await openBankFile(ctx, command);
  if (!opened.ok) return opened;
  const { statement } = opened.value;
  if (!statement) return refuse('bankFile.columnsMissing');
  if (statement.problems.length > 0)
    return refuse('bankFile.hasProblems', { lines: statement.problems.length });
  const booked = { matched: 0, suspended: 0, known: 0, left: 0 };
  const { most = statement.lines.length } = command;
  for (const line of statement.lines) {
    const isEnough = booked.matched + booked.suspended >= most;
    booked[isEnough ? 'left' : await bookLine(ctx, opened.value, line)] += 1;
  }
  return accept(booked);
}

/** One credit of a statement. The line's own lock keeps two imports of it apart. */
async function bookLine(
  ctx: Ctx,
  opened: OpenedBankFile,
  line: StatementLine,
): Promise<'matched' | 'suspended' | 'known'> {
  const { file, currency } = opened;
  const { organisationId, source } = file;
  const received = money(line.amount, currency);
  const judge = async (db: Ctx['db'] | Tx['db']) =>
    matchLine({ ...line, received }, await findTargets(db, organisationId, quotedBy(line)));
  const expected = await judge(ctx.db);
  const target = targetOf(expected);
  const lock = [
    `bankLine:${organisationId}:${source}:${line.reference}`,
    ...(target ? await creditLockKeys(ctx.db, targetColumns(target)) : []),
  ];
  return withTx(ctx, 'bookBankLine', { lock }, async (tx) => {
    if (await isBooked(tx, opened, line)) return 'known';
    const match = await judge(tx.db);
    // Another invoice than the one that is locked would be touched unprotected: it waits for a cashier instead.
    const locked = targetOf(match)?.id === target?.id ? match : UNMATCHED;
    const lineId = ctx.adapters.random.uuid();
    const state =
      locked.outcome === 'match'
        ? await creditLine(ctx, tx, { opened, line, target: locked.target })
        : await suspendLine(tx, { opened, line, lineId, reason: locked.reason });
    await tx.db.insert(bankLine).values({
      ...line,
      id: lineId,
      bankFileId: file.id,
      organisationId,
      source,
      currency,
      state,
      createdAt: tx.now,
    });
    return state;
  });
}

const UNMATCHED: LineMatch = { outcome: 'suspend', reason: 'suspense.unmatched' };

const targetOf = (match: LineMatch): BillTarget | undefined => match.target;

async function isBooked(tx: Tx, { file }: OpenedBankFile, { reference }: StatementLine): Promise<boolean> {
  const same = and(
    eq(bankLine.organisationId, file.organisationId),
    eq(bankLine.source, file.source),
    eq(bankLine.reference, reference),
  );
  return (await tx.db.$count(bankLine, same)) > 0;
}

type Line = { readonly opened: OpenedBankFile; readonly line: StatementLine };

/** It is in time when its value date is: a bank says no hour. */
async function creditLine(
  ctx: Ctx,
  tx: Tx,
  { opened, line, target }: Line & { readonly target: BillTarget },
): Promise<'matched' | 'suspended'> {
  const { file, currency, timeZone } = opened;
  const bill = await findBill(tx.db, target);
  if (!bill) throw new Error(`no ${target.kind} ${target.id}`);
  const [row] = await tx.db
    .insert(payment)
    .values({
      ...targetColumns(target),
      organisationId: file.organisationId,
      provider: 'bank',
      reference: `${file.source}:${line.reference}`,
      recordedBy: file.importedBy,
      currency,
      amount: line.amount,
      state: 'created',
      locale: 'fr',
      expiresAt: bill.entriesCloseAt,
      createdAt: tx.now,
    })
    .returning();
  if (!row) throw new Error('the payment was not written');
  const judged = await creditPayment(ctx, tx, {
    payment: row,
    received: money(line.amount, currency),
    at: localMoment(line.valueDate, '00:00', timeZone),
    account: bankAccount(file.source),
  });
  tx.audit({
    organisationId: file.organisationId,
    action: 'bankLine.book',
    subject: { type: 'payment', id: row.id },
    detail: { file: file.id, line: line.lineNumber, invoice: bill.number, amount: line.amount.toString() },
  });
  return judged.outcome === 'settle' ? 'matched' : 'suspended';
}

async function suspendLine(
  tx: Tx,
  { opened, line, lineId, reason }: Line & { readonly lineId: string; readonly reason: string },
): Promise<'suspended'> {
  const { file, currency } = opened;
  await suspendMoney(tx, {
    organisationId: file.organisationId,
    paymentId: null,
    provider: 'bank',
    account: bankAccount(file.source),
    source: `bank:${lineId}`,
    reason,
    received: money(line.amount, currency),
  });
  return 'suspended';
}
