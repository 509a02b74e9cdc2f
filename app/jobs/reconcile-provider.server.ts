import type { Ctx } from '#app/services/context.ts';
import { reconcileProvider } from '#app/services/fees/reconcile-provider.server.ts';
import { queueReconciliations } from '#app/services/fees/request-reconciliation.server.ts';

type Payload = { provider?: string | undefined; day?: string | undefined };

export async function reconcileProviderJob(ctx: Ctx, { provider, day }: Payload): Promise<void> {
  if (provider === undefined || day === undefined) await queueReconciliations(ctx);
  else await reconcileProvider(ctx, { provider, day });
}
