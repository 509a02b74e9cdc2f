import { and, eq, isNotNull, lt } from 'drizzle-orm';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import type { Ctx } from '#app/services/context.ts';
import { task } from '#db/schema/task.ts';
import { withTx } from '#db/tx.ts';
import { judgeLabelPrinter, type LabelPrinterRefusal } from './judge-label-printer.server.ts';

const KEPT_MS = 24 * 3_600_000;

export type TakenLabels = { readonly bytes: Uint8Array; readonly fileName: string };

/**
 * Hands the drawn labels over, once, to who asked for them, and forgets the file: what ties codes to tables is kept
 * nowhere but in the code table. Each taking is in the audit log. `labels.notFound` for somebody else's and unknown ones,
 * `labels.taken` the second time and once a day has passed.
 */
export async function takeLabels(
  ctx: Ctx,
  { taskId }: { readonly taskId: string },
): Promise<
  Verdict<TakenLabels, Exclude<LabelPrinterRefusal, 'sitting.notFound'> | 'labels.notFound' | 'labels.taken'>
> {
  const { actor } = ctx;
  const [known] = await ctx.db.select().from(task).where(eq(task.id, taskId));
  if (actor.kind !== 'user' || known?.kind !== 'print-labels' || known.createdBy !== actor.id)
    return refuse('labels.notFound');
  const sittingId = known.subject.sittingId ?? '';
  const bytes = known.fileKey === null ? undefined : await ctx.adapters.storage.get(known.fileKey);
  const taken = await withTx(ctx, 'takeLabels', {}, async (tx) => {
    const judged = await judgeLabelPrinter(tx.db, { userId: actor.id, sittingId });
    if (!judged.ok)
      return judged.reason === 'sitting.notFound' ? refuse('labels.notFound') : refuse(judged.reason);
    if (known.state !== 'done') return refuse('labels.notFound');
    const [row] = await tx.db
      .update(task)
      .set({ fileKey: null, updatedAt: tx.now })
      .where(and(eq(task.id, taskId), isNotNull(task.fileKey)))
      .returning({ fileName: task.fileName });
    if (!row || !bytes) return refuse('labels.taken');
    tx.audit({
      organisationId: judged.value.organisationId,
      action: 'labels.take',
      subject: { type: 'sitting', id: sittingId },
      detail: { ...known.subject, labels: known.total, bytes: bytes.length },
    });
    return accept(row.fileName ?? 'etiquettes.pdf');
  });
  if (!taken.ok) return taken;
  if (known.fileKey !== null) await ctx.adapters.storage.delete(known.fileKey);
  return bytes ? accept({ bytes, fileName: taken.value }) : refuse('labels.taken');
}

/** Forgets labels that were drawn a day ago and never taken. Run by a job each night. Returns how many. */
export async function forgetLabels(ctx: Ctx): Promise<number> {
  const old = new Date(ctx.clock().getTime() - KEPT_MS);
  const waiting = and(eq(task.kind, 'print-labels'), isNotNull(task.fileKey), lt(task.updatedAt, old));
  const rows = await ctx.db.select({ id: task.id, fileKey: task.fileKey }).from(task).where(waiting);
  for (const { id, fileKey } of rows) {
    if (fileKey === null) continue;
    await ctx.adapters.storage.delete(fileKey);
    await withTx(ctx, 'forgetLabels', {}, (tx) =>
      tx.db.update(task).set({ fileKey: null, updatedAt: tx.now }).where(eq(task.id, id)),
    );
  }
  return rows.length;
}
