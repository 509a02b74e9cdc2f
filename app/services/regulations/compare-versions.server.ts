import { and, asc, count, eq } from 'drizzle-orm';
import { authorise } from '#app/domain/access/actor.ts';
import type { FrozenSnapshot } from '#app/domain/deliberation/build-snapshots.ts';
import { createComparison, type VersionComparison } from '#app/domain/regulation/compare-versions.ts';
import { parseRegulationText } from '#app/domain/regulation/parse-regulation-text.ts';
import { prepareRegulation } from '#app/domain/regulation/prepare-regulation.ts';
import { type Regulation, regulationSchema } from '#app/domain/regulation/schema.ts';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import type { Ctx } from '#app/services/context.ts';
import { moveTask, openTask } from '#app/services/tasks/run-task.server.ts';
import type { Db, TxDb } from '#db/client.ts';
import { deliberation } from '#db/schema/deliberation.ts';
import { regulationDraft } from '#db/schema/regulation.ts';
import { regulationVersion, sitting } from '#db/schema/sitting.ts';
import { withTx } from '#db/tx.ts';

/** What a past sitting is judged again with: a version, or a draft as it stands. */
export type Rival = { readonly versionId: string } | { readonly draftId: string };
export type CompareRefusal =
  | 'sitting.notFound'
  | 'regulation.notFound'
  | 'regulation.invalid'
  | 'regulation.nothingToCompare';

/**
 * Asks for a past sitting's frozen marks to be judged by another version or a draft: work with a bar. Who:
 * `regulation.manage`. `regulation.nothingToCompare` while no jury of the sitting has sealed its first deliberation.
 */
export async function requestComparison(
  ctx: Ctx,
  { sittingId, rival }: { readonly sittingId: string; readonly rival: Rival },
): Promise<Verdict<{ taskId: string }, CompareRefusal>> {
  return withTx(ctx, 'requestComparison', { lock: [`comparison:${sittingId}`] }, async (tx) => {
    const [about] = await tx.db.select().from(sitting).where(eq(sitting.id, sittingId));
    if (!about || !authorise(ctx.actor, 'regulation.manage', { organisationId: about.organisationId }).ok)
      return refuse('sitting.notFound');
    const { organisationId } = about;
    const found = await readRival(tx.db, rival, organisationId);
    if (!found.ok) return found;
    const [juries] = await tx.db.select({ total: count() }).from(deliberation).where(sealed(sittingId));
    const total = juries?.total ?? 0;
    if (total === 0) return refuse('regulation.nothingToCompare');
    const subject = { sittingId, ...rival, hash: found.value.hash };
    return accept({
      taskId: await openTask(ctx, tx, { organisationId, kind: 'compare-regulations', subject, total }),
    });
  });
}

const sealed = (sittingId: string) =>
  and(eq(deliberation.sittingId, sittingId), eq(deliberation.round, 1), eq(deliberation.state, 'sealed'));

/** A version of the organisation, or a draft that is sound. `hash` tells when the same draft has changed. */
async function readRival(
  db: Db | TxDb,
  rival: Rival,
  organisationId: string,
): Promise<Verdict<{ regulation: Regulation; hash: string }, 'regulation.notFound' | 'regulation.invalid'>> {
  if ('versionId' in rival) {
    const [row] = await db.select().from(regulationVersion).where(eq(regulationVersion.id, rival.versionId));
    if (row?.organisationId !== organisationId) return refuse('regulation.notFound');
    return accept({ regulation: regulationSchema.parse(row.body), hash: row.hash });
  }
  const [row] = await db.select().from(regulationDraft).where(eq(regulationDraft.id, rival.draftId));
  if (row?.organisationId !== organisationId) return refuse('regulation.notFound');
  const read = parseRegulationText(row.text);
  if (!read.ok) return refuse('regulation.invalid', { problems: read.problems.length });
  return accept({ regulation: read.value, hash: String(row.revision) });
}

/**
 * Judges a sitting's frozen marks by its own regulation and by the other, jury after jury, and keeps the comparison as the
 * task's file. Only codes are in it. Killed and run again, it begins again; stopped, it keeps nothing.
 */
export async function compareVersions(ctx: Ctx, { taskId }: { readonly taskId: string }): Promise<void> {
  const begun = await moveTask(ctx, taskId, { state: 'running', done: 0 });
  if (!begun) return;
  const { sittingId = '', versionId, draftId } = begun.subject;
  const own = await ownRegulation(ctx, sittingId);
  const rival = versionId ? { versionId } : { draftId: draftId ?? '' };
  const other = await readRival(ctx.db, rival, begun.organisationId);
  if (!other.ok) {
    await moveTask(ctx, taskId, { state: 'failed', failure: other.reason });
    return;
  }
  const comparison = createComparison(prepareRegulation(own), prepareRegulation(other.value.regulation));
  const juries = await ctx.db
    .select({ id: deliberation.id })
    .from(deliberation)
    .where(sealed(sittingId))
    .orderBy(asc(deliberation.id));
  for (const [done, { id }] of juries.entries()) {
    const [row] = await ctx.db
      .select({ snapshot: deliberation.snapshot })
      .from(deliberation)
      .where(eq(deliberation.id, id));
    const frozen = row?.snapshot as FrozenSnapshot | undefined;
    for (const [code, snapshot] of Object.entries(frozen?.dossiers ?? {})) comparison.add(code, snapshot);
    if (!(await moveTask(ctx, taskId, { state: 'running', done: done + 1, total: juries.length }))) return;
  }
  const fileKey = `comparisons/${ctx.adapters.random.uuid()}.json`;
  const bytes = new TextEncoder().encode(JSON.stringify(comparison.result()));
  await ctx.adapters.storage.put(fileKey, bytes, 'application/json');
  await moveTask(ctx, taskId, { state: 'done', fileKey, fileName: 'comparaison.json' });
}

async function ownRegulation(ctx: Ctx, sittingId: string): Promise<Regulation> {
  const [row] = await ctx.db
    .select({ body: regulationVersion.body })
    .from(sitting)
    .innerJoin(regulationVersion, eq(regulationVersion.id, sitting.regulationVersionId))
    .where(eq(sitting.id, sittingId));
  return regulationSchema.parse(row?.body);
}

/** What a comparison's file says. */
export async function readComparison(ctx: Ctx, fileKey: string): Promise<VersionComparison | null> {
  const bytes = await ctx.adapters.storage.get(fileKey);
  return bytes ? (JSON.parse(new TextDecoder().decode(bytes)) as VersionComparison) : null;
}
