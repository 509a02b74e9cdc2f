import type { Built } from '#app/domain/publication/build-snapshot.ts';
import { collectResults, type ResultCollector } from '#app/domain/publication/collect-results.ts';
import type { SnapshotHead } from '#app/domain/publication/snapshot-file.ts';
import { sha256Hex } from '#app/domain/shared/digest.ts';
import type { Ctx } from '#app/services/context.ts';
import { loadSittingFacts, type SittingFacts } from '#app/services/documents/load-sitting-facts.server.ts';
import { moveTask } from '#app/services/tasks/run-task.server.ts';
import { withTx } from '#db/tx.ts';
import { gatherPublication, nextVersion } from './gather-publication.server.ts';
import { type Draft, findDraft, moveDraft, publicationLock, refuseDraft } from './hold-draft.server.ts';

/** A draft's own, and the same whenever it is built: two workers that build one draft write the same bytes. */
const saltOf = (draftId: string) => sha256Hex(`result codes of ${draftId}`).slice(0, 32);

/**
 * Recomputes a draft's results from the raw marks and writes them into its snapshot file: the draft is then prepared, with
 * the digests a second person confirms, or refused with what doesn't follow. Killed and run again, it begins anew: a file is
 * there whole or not at all. Put aside meanwhile, it stops.
 */
export async function buildDraft(ctx: Ctx, { taskId }: { readonly taskId: string }): Promise<void> {
  const begun = await moveTask(ctx, taskId, { state: 'running', done: 0 });
  const draft = begun && (await findDraft(ctx.db, begun.subject.draftId ?? ''));
  const facts = draft && (await loadSittingFacts(ctx.db, draft.sittingId));
  if (!facts || draft.state !== 'building') return finishTask(ctx, taskId);
  const salt = saltOf(draft.id);
  const collector = collectResults(salt);
  const gathered = await withTx(ctx, 'gatherPublication', { isolation: 'repeatable read' }, async (tx) => {
    const version = await nextVersion(tx, draft.sittingId);
    const answer = await gatherPublication(tx, facts, {
      head: headOf(facts, draft, version),
      visit: async (results) => {
        for (const { result, code } of results) collector.add(result, code);
      },
      onProgress: async (done) => (await moveTask(ctx, taskId, { state: 'running', done })) !== undefined,
    });
    return answer.ok ? { ok: true as const, value: { ...answer.value, version } } : answer;
  });
  if (!gathered.ok) return refuseDraft(ctx, draft, gathered);
  const { version } = gathered.value;
  const fileName = fileNameOf(draft, version);
  const head = snapshotHead(facts, draft, { ...gathered.value, version, salt, lists: collector });
  const file = await ctx.adapters.results.write(fileName, head, collector.results());
  await prepareDraft(ctx, draft, facts, { ...gathered.value, fileName, fileDigest: file.digest });
  await moveTask(ctx, taskId, { state: 'done', done: gathered.value.candidates });
}

async function finishTask(ctx: Ctx, taskId: string): Promise<void> {
  await moveTask(ctx, taskId, { state: 'done' });
}

/** What a draft's digest covers beside its results: the same for whoever gathers it. */
export function headOf({ sitting, regulationHash }: SittingFacts, draft: Draft, version: number) {
  const { reason, preparedAt } = draft;
  return { sitting: sitting.id, version, reason, regulationHash, preparedAt: preparedAt.toISOString() };
}

function fileNameOf({ id, sittingId }: Draft, version: number): string {
  return `${sittingId}-v${version}-${id.slice(0, 8)}.cdb`;
}

type InFile = Built & {
  readonly version: number;
  readonly salt: string;
  readonly lists: Pick<ResultCollector, 'lists'>;
};

function snapshotHead(
  { organisation, exam, sitting, regulation, regulationHash }: SittingFacts,
  { id, reason, preparedAt, releasesAt }: Draft,
  { version, statistics, digest, salt, lists }: InFile,
): SnapshotHead {
  return {
    format: 2,
    publicationId: id,
    sittingId: sitting.id,
    version,
    reason,
    sitting: sitting.name,
    exam: exam.name,
    office: organisation.profile.name,
    timeZone: organisation.profile.timeZone,
    publishedAt: (releasesAt ?? preparedAt).toISOString(),
    regulation,
    regulationHash,
    statistics,
    ...lists.lists(),
    salt,
    contentDigest: digest,
  };
}

type Ready = Built & {
  readonly plain: number;
  readonly version: number;
  readonly fileName: string;
  readonly fileDigest: string;
};

async function prepareDraft(ctx: Ctx, draft: Draft, facts: SittingFacts, ready: Ready): Promise<void> {
  const { digest, statistics, fileName, fileDigest, version, candidates, plain } = ready;
  await withTx(ctx, 'prepareDraft', { lock: [publicationLock(draft.sittingId)] }, async (tx) => {
    if (!(await moveDraft(tx, draft.id, 'build', { digest, statistics, fileName, fileDigest }))) return;
    const organisationId = facts.organisation.id;
    const subject = { type: 'sitting', id: draft.sittingId };
    tx.audit({ organisationId, action: 'anonymity.unmask', subject, detail: { version } });
    tx.audit({
      organisationId,
      action: 'publication.build',
      subject,
      after: digest,
      detail: { draft: draft.id, version, digest, fileDigest, candidates, plain },
    });
  });
}
