import { and, eq, isNull } from 'drizzle-orm';
import { authorise } from '#app/domain/access/actor.ts';
import type { PublicationStatistics } from '#app/domain/publication/public-statistics.ts';
import { nextState } from '#app/domain/shared/state-table.ts';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import { SITTING_TABLE } from '#app/domain/sitting/states.ts';
import type { Ctx } from '#app/services/context.ts';
import { loadSittingFacts } from '#app/services/documents/load-sitting-facts.server.ts';
import { publicationDraft } from '#db/schema/publication.ts';
import { withTx } from '#db/tx.ts';
import { type GatherRefusal, gatherPublication, nextVersion } from './gather-publication.server.ts';

export type PreparePublication = {
  readonly sittingId: string;
  /** Why results are published again; not needed for the first time. */
  readonly reason?: string | undefined;
};
export type Prepared = {
  readonly draftId: string;
  readonly version: number;
  readonly digest: string;
  readonly statistics: PublicationStatistics;
};

/**
 * The first of two people prepares a publication: everything is gathered and checked, and its digest is what the second
 * will confirm. A draft not yet confirmed is put aside. Who: `result.publish`. `sitting.notFound`, `state.refused` before
 * the deliberations, and what `gatherPublication` refuses.
 */
export async function preparePublication(
  ctx: Ctx,
  { sittingId, reason }: PreparePublication,
): Promise<Verdict<Prepared, 'sitting.notFound' | 'state.refused' | GatherRefusal>> {
  return withTx(ctx, 'preparePublication', { lock: [`sitting:${sittingId}`] }, async (tx) => {
    const facts = await loadSittingFacts(tx.db, sittingId);
    const { actor } = ctx;
    if (!facts || actor.kind !== 'user') return refuse('sitting.notFound');
    const organisationId = facts.organisation.id;
    if (!authorise(actor, 'result.publish', { organisationId }).ok) return refuse('sitting.notFound');
    const state = nextState(SITTING_TABLE, facts.sitting.state, 'publish');
    if (!state.ok) return state;
    const version = await nextVersion(tx, sittingId);
    const why = reason?.trim() ? reason.trim() : null;
    const built = await gatherPublication(tx, facts, { version, reason: why, preparedAt: tx.now });
    if (!built.ok) return built;
    const { digest, snapshot } = built.value;
    await tx.db
      .update(publicationDraft)
      .set({ closedAt: tx.now })
      .where(and(eq(publicationDraft.sittingId, sittingId), isNull(publicationDraft.closedAt)));
    const [draft] = await tx.db
      .insert(publicationDraft)
      .values({
        sittingId,
        digest,
        reason: why,
        preparedBy: actor.id,
        preparedAt: tx.now,
        statistics: snapshot.statistics,
      })
      .returning({ id: publicationDraft.id });
    if (!draft) throw new Error('no draft row');
    const detail = { version, digest, candidates: snapshot.results.length };
    const subject = { type: 'sitting', id: sittingId };
    tx.audit({ organisationId, action: 'anonymity.unmask', subject, detail: { version } });
    tx.audit({ organisationId, action: 'publication.prepare', subject, after: digest, detail });
    return accept({ draftId: draft.id, version, digest, statistics: snapshot.statistics });
  });
}
