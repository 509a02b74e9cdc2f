import { eq } from 'drizzle-orm';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import type { Ctx } from '#app/services/context.ts';
import { loadSittingFacts, type SittingFacts } from '#app/services/documents/load-sitting-facts.server.ts';
import { moveTask } from '#app/services/tasks/run-task.server.ts';
import { publication, publishedResult } from '#db/schema/publication.ts';
import { type Tx, withTx } from '#db/tx.ts';
import { headOf } from './build-publication.server.ts';
import {
  type GatheredResult,
  type GatherRefusal,
  gatherPublication,
  nextVersion,
  type Stopped,
} from './gather-publication.server.ts';
import { type Draft, findDraft, publicationLock, refuseDraft } from './hold-draft.server.ts';

/** Results to an insert: each carries its whole body. */
const BATCH = 500;

type WriteRefusal = GatherRefusal | 'publication.changedSince' | 'publication.fileChanged';

/**
 * Gathers a confirmed draft anew and writes the version with its results, in one go: what comes must have the digest two
 * people agreed on, and the snapshot file the bytes it was written with. Anything else writes nothing and refuses the draft
 * (`publication.changedSince`, `publication.fileChanged`). The release is queued with it, for its hour.
 */
export async function writeDraft(ctx: Ctx, { taskId }: { readonly taskId: string }): Promise<void> {
  const begun = await moveTask(ctx, taskId, { state: 'running', done: 0 });
  const draft = begun && (await findDraft(ctx.db, begun.subject.draftId ?? ''));
  const facts = draft && (await loadSittingFacts(ctx.db, draft.sittingId));
  if (facts && draft.state === 'confirmed' && !(await isWritten(ctx, draft.id))) {
    const written = await write(ctx, facts, draft, taskId);
    if (!written.ok) return refuseDraft(ctx, draft, written);
  }
  await moveTask(ctx, taskId, { state: 'done', ...(begun ? { done: begun.total } : {}) });
}

async function isWritten(ctx: Ctx, publicationId: string): Promise<boolean> {
  return (await ctx.db.$count(publication, eq(publication.id, publicationId))) > 0;
}

async function write(
  ctx: Ctx,
  facts: SittingFacts,
  draft: Draft,
  taskId: string,
): Promise<Verdict<true, WriteRefusal> | Stopped> {
  const { digest, statistics, fileName, fileDigest, confirmedBy, sittingId } = draft;
  if (!digest || !statistics || !fileName || !fileDigest || !confirmedBy)
    return refuse('publication.changedSince');
  if ((await ctx.adapters.results.digestOf(fileName)) !== fileDigest)
    return refuse('publication.fileChanged');
  const options = { lock: [publicationLock(sittingId)], isolation: 'repeatable read' } as const;
  return withTx(ctx, 'writePublication', options, async (tx) => {
    const version = await nextVersion(tx, sittingId);
    await tx.db.insert(publication).values({
      id: draft.id,
      organisationId: facts.organisation.id,
      sittingId,
      version,
      digest,
      snapshotKey: fileName,
      fileDigest,
      statistics,
      reason: draft.reason,
      schoolsFrom: draft.schoolsFrom,
      preparedBy: draft.preparedBy,
      confirmedBy,
      publishedAt: draft.releasesAt ?? tx.now,
    });
    const gathered = await gatherPublication(tx, facts, {
      head: headOf(facts, draft, version),
      visit: (results) => writeResults(tx, draft.id, results),
      onProgress: async (done) => (await moveTask(ctx, taskId, { state: 'running', done })) !== undefined,
    });
    if (!gathered.ok) return gathered;
    if (gathered.value.digest !== digest) return refuse('publication.changedSince');
    await tx.enqueue(
      'release-publication',
      { draftId: draft.id },
      { key: `release-publication:${draft.id}`, ...(draft.releasesAt ? { runAt: draft.releasesAt } : {}) },
    );
    tx.audit({
      organisationId: facts.organisation.id,
      action: 'publication.write',
      subject: { type: 'publication', id: draft.id },
      after: digest,
      detail: { sitting: sittingId, version, digest, candidates: gathered.value.candidates },
    });
    return accept();
  });
}

async function writeResults(
  tx: Tx,
  publicationId: string,
  results: readonly GatheredResult[],
): Promise<void> {
  for (let start = 0; start < results.length; start += BATCH)
    await tx.db.insert(publishedResult).values(
      results.slice(start, start + BATCH).map(({ result: body }) => ({
        publicationId,
        entryId: body.entryId,
        tableNumber: body.tableNumber,
        centreId: body.centre.id,
        decision: body.decision,
        honours: body.honours,
        body,
      })),
    );
}
