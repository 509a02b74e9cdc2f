import { holds } from '#app/domain/access/actor.ts';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import type { Ctx } from '#app/services/context.ts';
import { withTx } from '#db/tx.ts';

const DAY = 24 * 60 * 60_000;

/** The UTC day before a moment, `YYYY-MM-DD`. */
export const dayBefore = (now: Date) => new Date(now.getTime() - DAY).toISOString().slice(0, 10);

/** Providers whose own list can be compared. */
export function reconciledProviders({ payments }: Pick<Ctx['adapters'], 'payments'>): string[] {
  return Object.values(payments)
    .filter(({ capabilities }) => capabilities.settlements)
    .map(({ name }) => name);
}

/** Queues the comparison of yesterday for every provider that has a list. The system's own. */
export async function queueReconciliations(ctx: Ctx): Promise<void> {
  await withTx(ctx, 'queueReconciliations', {}, async (tx) => {
    const day = dayBefore(tx.now);
    for (const provider of reconciledProviders(ctx.adapters))
      await tx.enqueue('reconcile-provider', { provider, day }, { key: `reconcile:${provider}:${day}` });
  });
}

export type RequestReconciliation = { readonly provider: string; readonly day: string };

/**
 * Asks for a day to be compared again. Who: `money.work` or `money.approve`, anywhere: a provider's account is the
 * installation's. `reconciliation.refused` for an unknown provider or a day that is not over.
 */
export async function requestReconciliation(
  ctx: Ctx,
  { provider, day }: RequestReconciliation,
): Promise<Verdict<true, 'access.denied' | 'reconciliation.refused'>> {
  if (!holds(ctx.actor, 'money.work') && !holds(ctx.actor, 'money.approve')) return refuse('access.denied');
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(Date.parse(day));
  if (!reconciledProviders(ctx.adapters).includes(provider) || !isDay || day > dayBefore(ctx.clock()))
    return refuse('reconciliation.refused');
  return withTx(ctx, 'requestReconciliation', {}, async (tx) => {
    await tx.enqueue('reconcile-provider', { provider, day }, { key: `reconcile:${provider}:${day}` });
    tx.audit({
      organisationId: null,
      action: 'reconciliation.request',
      subject: { type: 'provider', id: provider },
      detail: { day },
    });
    return accept();
  });
}
