import type { Verdict } from '#app/domain/shared/verdict.ts';
import type { SittingState } from '#app/domain/sitting/states.ts';
import type { Ctx } from '#app/services/context.ts';
import { moveSitting } from './move-sitting.server.ts';

/** Stops taking entries, before the deadline or after. What was sent keeps its place. Who: `sitting.manage`. */
export async function closeSitting(
  ctx: Ctx,
  { sittingId }: { sittingId: string },
): Promise<Verdict<{ state: SittingState }, 'sitting.notFound' | 'state.refused'>> {
  return moveSitting(ctx, sittingId, { name: 'closeSitting', event: 'close' });
}
