import type { Ctx } from '#app/services/context.ts';
import { watchVerifications } from '#app/services/verification/watch-verifications.server.ts';

export async function watchVerificationsJob(ctx: Ctx): Promise<void> {
  const { alerts } = await watchVerifications(ctx);
  if (alerts > 0) ctx.log.warn({ alerts }, 'more verifications fail than usual');
}
