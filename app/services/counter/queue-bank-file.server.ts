import type { Ctx } from '#app/services/context.ts';
import { withTx } from '#db/tx.ts';
import type { BookBankFile } from './book-bank-file.server.ts';

/** Lets the worker go on with a statement whose first lines somebody has booked. One job a file, however often asked. */
export async function queueBankFile(ctx: Ctx, { fileId, mapping }: BookBankFile): Promise<void> {
  await withTx(ctx, 'queueBankFile', {}, (tx) =>
    tx.enqueue(
      'book-bank-file',
      { fileId, ...(mapping ? { mapping } : {}) },
      { key: `book-bank-file:${fileId}`, priority: 10 },
    ),
  );
}
