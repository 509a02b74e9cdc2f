import type { Ctx } from '#app/services/context.ts';
import { enterImportRows } from '#app/services/imports/enter-import-rows.server.ts';

export async function commitImportJob(ctx: Ctx, payload: { batchId: string }): Promise<void> {
  const { entered } = await enterImportRows(ctx, payload);
  ctx.log.info({ ...payload, entered }, 'import entered');
}
