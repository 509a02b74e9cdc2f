import type { Ctx } from '#app/services/context.ts';
import { type CheckImport, checkImport } from '#app/services/imports/check-import.server.ts';

export async function checkImportJob(ctx: Ctx, payload: CheckImport): Promise<void> {
  const { checked } = await checkImport(ctx, payload);
  ctx.log.info({ ...payload, checked }, 'import checked');
}
