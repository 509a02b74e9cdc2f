import { and, eq } from 'drizzle-orm';
import type { SheetFormat, SpreadsheetRefusal } from '#app/adapters/spreadsheet/port.ts';
import { authorise } from '#app/domain/access/actor.ts';
import type { BankSource } from '#app/domain/counter/bank-sources.ts';
import { sha256Hex } from '#app/domain/shared/digest.ts';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import type { Ctx } from '#app/services/context.ts';
import { bankFile } from '#db/schema/till.ts';
import { withTx } from '#db/tx.ts';

export type KeepBankFile = {
  readonly organisationId: string;
  readonly source: BankSource;
  readonly fileName: string;
  readonly bytes: Uint8Array;
};

/** A statement is a few pages: more lines are several files. */
export const MOST_LINES = 5000;

const CONTENT_TYPES: Readonly<Record<SheetFormat, string>> = {
  csv: 'text/csv',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** Whether somebody may take in statements of an organisation: who works at the till, and who reconciles it. */
export function mayBook({ actor }: Pick<Ctx, 'actor'>, organisationId: string): boolean {
  return (['money.work', 'money.approve'] as const).some(
    (capability) => authorise(actor, capability, { organisationId }).ok,
  );
}

/**
 * Takes in a statement, once: the same bytes again are the file that is there already. Nothing is booked yet. Who:
 * `money.work` or `money.approve`. Refuses what is no list with the reader's own reasons.
 */
export async function keepBankFile(
  ctx: Ctx,
  { organisationId, source, fileName, bytes }: KeepBankFile,
): Promise<
  Verdict<{ fileId: string; known: boolean }, 'access.denied' | 'bankFile.tooLong' | SpreadsheetRefusal>
> {
  if (!mayBook(ctx, organisationId)) return refuse('access.denied');
  const sheet = await ctx.adapters.spreadsheets.open(bytes, fileName);
  if (!sheet.ok) return sheet;
  if (sheet.value.rowCount > MOST_LINES) return refuse('bankFile.tooLong', { maximum: MOST_LINES });
  const named = fileName.normalize('NFC').replace(/\p{Cc}/gu, '');
  const digest = sha256Hex(bytes);
  const { format } = sheet.value;
  const fileKey = `bank-files/${organisationId}/${digest}.${format}`;
  await ctx.adapters.storage.put(fileKey, bytes, CONTENT_TYPES[format]);
  const lock = [`bankFile:${organisationId}:${digest}`];
  return withTx(ctx, 'keepBankFile', { lock }, async (tx) => {
    const [known] = await tx.db
      .select({ id: bankFile.id })
      .from(bankFile)
      .where(and(eq(bankFile.organisationId, organisationId), eq(bankFile.digest, digest)));
    if (known) return accept({ fileId: known.id, known: true });
    const [row] = await tx.db
      .insert(bankFile)
      .values({
        organisationId,
        source,
        fileName: named.slice(0, 200) || '–',
        fileKey,
        digest,
        importedBy: ctx.actor.kind === 'user' ? ctx.actor.id : null,
        createdAt: tx.now,
      })
      .returning({ id: bankFile.id });
    if (!row) throw new Error('the file was not written');
    tx.audit({
      organisationId,
      action: 'bankFile.import',
      subject: { type: 'bankFile', id: row.id },
      detail: { source, digest },
    });
    return accept({ fileId: row.id, known: false });
  });
}
