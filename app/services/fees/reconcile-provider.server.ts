import { and, eq } from 'drizzle-orm';
import type { Settlement } from '#app/adapters/payments/port.ts';
import { sumLines } from '#app/domain/fees/reconcile.ts';
import type { Ctx } from '#app/services/context.ts';
import { reconciliation, reconciliationLine } from '#db/schema/reconciliation.ts';
import { withTx } from '#db/tx.ts';
import { providerOf } from './provider-of.ts';
import { findNotThere, type Line, reconcileMovements } from './reconcile-movements.server.ts';

const DAY = 24 * 60 * 60_000;
const AT_ONCE = 100;
const LINES_AT_ONCE = 2000;

export type ReconcileProvider = {
  readonly provider: string;
  /** `YYYY-MM-DD`, in UTC. */
  readonly day: string;
};

/**
 * Compares a provider's own list of a day with the books, movement by movement, and keeps the result. What the books
 * lack is queued to be settled or stands in the cashier's queue afterwards, so that the next run's difference is zero;
 * a run that was killed is shown as failed by the next. Returns the run's id. The system's own.
 * @throws when the provider can't be reached: the job is tried again.
 */
export async function reconcileProvider(ctx: Ctx, { provider, day }: ReconcileProvider): Promise<string> {
  const from = new Date(`${day}T00:00:00Z`);
  const period = { from, to: new Date(from.getTime() + DAY) };
  const id = await begin(ctx, provider, day);
  try {
    const lines = await compareAll(ctx, provider, period);
    await finish(ctx, id, lines);
  } catch (error) {
    await ctx.db
      .update(reconciliation)
      .set({ state: 'failed', finishedAt: ctx.clock(), failure: 'provider' })
      .where(eq(reconciliation.id, id));
    throw error;
  }
  return id;
}

async function begin(ctx: Ctx, provider: string, day: string): Promise<string> {
  return withTx(ctx, 'beginReconciliation', { lock: [`reconcile:${provider}`] }, async (tx) => {
    await tx.db
      .update(reconciliation)
      .set({ state: 'failed', finishedAt: tx.now, failure: 'interrupted' })
      .where(
        and(
          eq(reconciliation.provider, provider),
          eq(reconciliation.day, day),
          eq(reconciliation.state, 'running'),
        ),
      );
    const [row] = await tx.db
      .insert(reconciliation)
      .values({
        ...{ provider, day, state: 'running', startedAt: tx.now },
        ...{ movements: 0, theirs: 0n, ours: 0n, difference: 0n },
      })
      .returning({ id: reconciliation.id });
    if (!row) throw new Error('the run was not written');
    return row.id;
  });
}

async function compareAll(
  ctx: Ctx,
  provider: string,
  period: { readonly from: Date; readonly to: Date },
): Promise<Line[]> {
  const lines: Line[] = [];
  let batch: Settlement[] = [];
  for await (const movement of providerOf(ctx, provider).listSettlements(period)) {
    batch.push(movement);
    if (batch.length < AT_ONCE) continue;
    lines.push(...(await reconcileMovements(ctx, provider, batch)));
    batch = [];
  }
  if (batch.length > 0) lines.push(...(await reconcileMovements(ctx, provider, batch)));
  const listed = new Set(lines.flatMap(({ kind, paymentId }) => (kind === 'payment' && paymentId) || []));
  return [...lines, ...(await findNotThere(ctx, provider, period, listed))];
}

/** The totals are of the currency most lines are in; others show line by line. */
async function finish(ctx: Ctx, id: string, lines: readonly Line[]): Promise<void> {
  const currency = commonest(lines.map((line) => line.currency));
  const sums = currency === null ? { theirs: 0n, ours: 0n, difference: 0n } : sumLines(lines, currency);
  await withTx(ctx, 'finishReconciliation', {}, async (tx) => {
    const rows = lines.map((line, position) => ({ ...line, reconciliationId: id, position }));
    for (let start = 0; start < rows.length; start += LINES_AT_ONCE)
      await tx.db.insert(reconciliationLine).values(rows.slice(start, start + LINES_AT_ONCE));
    await tx.db
      .update(reconciliation)
      .set({ ...sums, currency, state: 'done', movements: lines.length, finishedAt: tx.now })
      .where(eq(reconciliation.id, id));
    tx.audit({
      organisationId: null,
      action: 'reconciliation.finish',
      subject: { type: 'reconciliation', id },
      detail: { movements: lines.length, difference: sums.difference.toString(), currency },
    });
  });
}

function commonest(values: readonly string[]): string | null {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0] ?? null;
}
