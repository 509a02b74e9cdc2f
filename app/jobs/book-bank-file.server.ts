import type { Ctx } from '#app/services/context.ts';
import { type BookBankFile, bookBankFile } from '#app/services/counter/book-bank-file.server.ts';

/** What a statement refuses was told to who booked its first lines: the job ends. */
export async function bookBankFileJob(ctx: Ctx, payload: BookBankFile): Promise<void> {
  const booked = await bookBankFile(ctx, payload);
  if (!booked.ok)
    ctx.log.error({ fileId: payload.fileId, reason: booked.reason }, 'a statement was not booked');
}
