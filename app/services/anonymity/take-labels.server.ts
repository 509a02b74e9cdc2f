import { and, eq, gt, isNotNull, lt, or } from 'drizzle-orm';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import type { Ctx } from '#app/services/context.ts';
import { task } from '#db/schema/task.ts';
import { withTx } from '#db/tx.ts';
import { judgeLabelPrinter, type LabelPrinterRefusal } from './judge-label-printer.server.ts';
import { labelsKey } from './print-labels.server.ts';

const KEPT_MS = 24 * 3_600_000;
/** A night that the job missed is made good on another. */
const LOOKED_AT_MS = 30 * KEPT_MS;

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

/**
 * Forgets labels that were drawn a day ago and never taken, and what a process killed between the last page and its line, or
 * between the taking and the deletion, left in the storage. Run by a job each night. Returns how many were forgotten.
 */
export async function forgetLabels(ctx: Ctx): Promise<number> {
  const now = ctx.clock().getTime();
  const rows = await ctx.db
    .select()
    .from(task)
    .where(
      and(
        eq(task.kind, 'print-labels'),
        lt(task.updatedAt, new Date(now - KEPT_MS)),
        or(isNotNull(task.fileKey), gt(task.updatedAt, new Date(now - LOOKED_AT_MS))),
      ),
    );
  let forgotten = 0;
  for (const row of rows) {
    await ctx.adapters.storage.delete(row.fileKey ?? labelsKey(row));
    if (row.fileKey === null) continue;
    await withTx(ctx, 'forgetLabels', {}, (tx) =>
      tx.db.update(task).set({ fileKey: null, updatedAt: tx.now }).where(eq(task.id, row.id)),
    );
    forgotten += 1;
  }
  return forgotten;
}
