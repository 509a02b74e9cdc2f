import type { Ctx } from '#app/services/context.ts';
import { publishLists } from '#app/services/verification/publish-lists.server.ts';

export async function publishListsJob(ctx: Ctx): Promise<void> {
  const { signed, awaited } = await publishLists(ctx);
  if (signed.length > 0) ctx.log.info({ signed }, 'lists published');
  if (awaited)
    ctx.log.warn({ awaited }, 'the trust list awaits the signature of the root key, which is kept offline');
}
