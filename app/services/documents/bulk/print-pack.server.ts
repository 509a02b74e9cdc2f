import { and, asc, eq } from 'drizzle-orm';
import { authorise } from '#app/domain/access/actor.ts';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import type { Ctx } from '#app/services/context.ts';
import { readDocumentFile } from '#app/services/documents/read-document-file.server.ts';
import { moveTask, openTask } from '#app/services/tasks/run-task.server.ts';
import { document, documentPack } from '#db/schema/document.ts';
import { withTx } from '#db/tx.ts';

/** A file is in memory while it is joined. */
const MOST_DOCUMENTS = 10_000;

/** How many documents between two looks at whether it was stopped. */
const STEP = 50;

export type PackOf = { readonly sittingId: string; readonly packId: string };

/** Where the pages of a pack are kept for the printer: known from the pack alone, so that making it again is the same file. */
export function printKey(organisationId: string, packId: string): string {
  return `document-packs/${organisationId}/${packId}.pdf`;
}

/**
 * Asks for all pages of a finished pack as one PDF for a printer: work with a bar. Who: `document.issue` over the
 * organisation. `pack.tooLarge` for one that would not fit in memory: print it from its ZIP, in parts.
 */
export async function requestPackPrint(
  ctx: Ctx,
  { sittingId, packId }: PackOf,
): Promise<Verdict<{ taskId: string }, 'pack.notFound' | 'pack.tooLarge'>> {
  return withTx(ctx, 'requestPackPrint', { lock: [`print-pack:${packId}`] }, async (tx) => {
    const [row] = await tx.db
      .select()
      .from(documentPack)
      .where(and(eq(documentPack.id, packId), eq(documentPack.sittingId, sittingId)));
    if (!row?.fileKey) return refuse('pack.notFound');
    const { organisationId, documents: total } = row;
    if (!authorise(ctx.actor, 'document.issue', { organisationId }).ok) return refuse('pack.notFound');
    if (total > MOST_DOCUMENTS) return refuse('pack.tooLarge', { documents: total, most: MOST_DOCUMENTS });
    const subject = { sittingId, packId };
    return accept({
      taskId: await openTask(ctx, tx, { organisationId, kind: 'print-pack', subject, total }),
    });
  });
}

/**
 * Joins the pages of a pack, in the order they lie in it, and keeps the file. Killed and run again, it begins anew: a file
 * is kept whole or not at all.
 */
export async function printPack(ctx: Ctx, { taskId }: { readonly taskId: string }): Promise<void> {
  const begun = await moveTask(ctx, taskId, { state: 'running', done: 0 });
  if (!begun) return;
  const { packId = '' } = begun.subject;
  const [pack] = await ctx.db.select().from(documentPack).where(eq(documentPack.id, packId));
  if (!pack?.fileKey) throw new Error(`task ${taskId} prints no finished pack`);
  const { fileKey, documents: total } = pack;
  const watch = { stopped: false };
  const bytes = await ctx.adapters.documents.joined(packed(ctx, { taskId, fileKey }, watch), packId);
  if (watch.stopped) return;
  const key = printKey(pack.organisationId, packId);
  await ctx.adapters.storage.put(key, bytes, 'application/pdf');
  await moveTask(ctx, taskId, { state: 'done', done: total, fileKey: key });
}

async function* packed(
  ctx: Ctx,
  { taskId, fileKey }: { readonly taskId: string; readonly fileKey: string },
  watch: { stopped: boolean },
): AsyncIterable<Uint8Array> {
  const rows = await ctx.db
    .select({ fileOffset: document.fileOffset, fileLength: document.fileLength })
    .from(document)
    .where(eq(document.fileKey, fileKey))
    .orderBy(asc(document.fileOffset));
  for (const [at, row] of rows.entries()) {
    const file = await readDocumentFile(ctx, { fileKey, ...row });
    if (!file) throw new Error(`${fileKey} is not in the storage`);
    yield file;
    if ((at + 1) % STEP !== 0) continue;
    watch.stopped = (await moveTask(ctx, taskId, { state: 'running', done: at + 1 })) === undefined;
    if (watch.stopped) return;
  }
}
