import { and, eq, inArray } from 'drizzle-orm';
import { authorise } from '#app/domain/access/actor.ts';
import { checkHours } from '#app/domain/publication/check-hours.ts';
import { nextState } from '#app/domain/shared/state-table.ts';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import { SITTING_TABLE } from '#app/domain/sitting/states.ts';
import type { Ctx } from '#app/services/context.ts';
import { loadSittingFacts } from '#app/services/documents/load-sitting-facts.server.ts';
import { checkRoundSealed } from '#app/services/rounds/settle-rounds.server.ts';
import { openTask } from '#app/services/tasks/run-task.server.ts';
import { publicationDraft } from '#db/schema/publication.ts';
import { type Tx, withTx } from '#db/tx.ts';
import { countDossiers, nextVersion } from './gather-publication.server.ts';
import { moveDraft, publicationLock } from './hold-draft.server.ts';

export type PreparePublication = {
  readonly sittingId: string;
  /** Why results are published again; not needed for the first time. */
  readonly reason?: string | undefined;
  /** When everyone may read it; at once when it is confirmed, if not said. */
  readonly releasesAt?: Date | undefined;
  /** From when school heads read their own pupils' results, before `releasesAt`. */
  readonly schoolsFrom?: Date | undefined;
};
export type Prepared = { readonly draftId: string; readonly taskId: string };

export type PrepareRefusal =
  | 'sitting.notFound'
  | 'state.refused'
  | 'round.notSealed'
  | 'publication.reasonMissing'
  | 'publication.waiting'
  | 'publication.hourPast'
  | 'publication.schoolsAfter';

/**
 * The first of two people asks for a publication; a job builds it, and its digest is what the second will confirm. A draft
 * not yet confirmed is put aside. `round.notSealed` while a later round is being deliberated. Who: `result.publish`. `sitting.notFound`, `state.refused` before the deliberations,
 * `publication.waiting` while a confirmed one waits for its hour, hours that are past or out of order.
 */
export async function preparePublication(
  ctx: Ctx,
  { sittingId, reason, releasesAt, schoolsFrom }: PreparePublication,
): Promise<Verdict<Prepared, PrepareRefusal>> {
  // The sitting too: no deliberation of a round opens while a publication begins.
  const lock = [publicationLock(sittingId), `sitting:${sittingId}`];
  return withTx(ctx, 'preparePublication', { lock }, async (tx) => {
    const facts = await loadSittingFacts(tx.db, sittingId);
    const { actor } = ctx;
    if (!facts || actor.kind !== 'user') return refuse('sitting.notFound');
    const organisationId = facts.organisation.id;
    if (!authorise(actor, 'result.publish', { organisationId }).ok) return refuse('sitting.notFound');
    const state = nextState(SITTING_TABLE, facts.sitting.state, 'publish');
    if (!state.ok) return state;
    const version = await nextVersion(tx, sittingId);
    const why = reason?.trim() ? reason.trim() : null;
    if (version > 1 && why === null) return refuse('publication.reasonMissing');
    const sealed = await checkRoundSealed(tx, sittingId);
    if (!sealed.ok) return sealed;
    const hours = checkHours({ now: tx.now, releasesAt, schoolsFrom });
    if (!hours.ok) return hours;
    const open = await putOthersAside(tx, sittingId);
    if (!open.ok) return open;
    const [draft] = await tx.db
      .insert(publicationDraft)
      .values({
        sittingId,
        state: 'building',
        reason: why,
        preparedBy: actor.id,
        preparedAt: tx.now,
        releasesAt: releasesAt ?? null,
        schoolsFrom: schoolsFrom ?? null,
      })
      .returning({ id: publicationDraft.id });
    if (!draft) throw new Error('no draft row');
    const taskId = await openTask(ctx, tx, {
      organisationId,
      kind: 'build-publication',
      subject: { sittingId, draftId: draft.id },
      total: await countDossiers(tx, sittingId),
    });
    await tx.db.update(publicationDraft).set({ taskId }).where(eq(publicationDraft.id, draft.id));
    tx.audit({
      organisationId,
      action: 'publication.prepare',
      subject: { type: 'sitting', id: sittingId },
      detail: {
        draft: draft.id,
        version,
        ...(releasesAt ? { releasesAt: releasesAt.toISOString() } : {}),
        ...(schoolsFrom ? { schoolsFrom: schoolsFrom.toISOString() } : {}),
      },
    });
    return accept({ draftId: draft.id, taskId });
  });
}

/** Drafts nobody has confirmed make way; a confirmed one is put aside by a person first. */
async function putOthersAside(tx: Tx, sittingId: string): Promise<Verdict<true, 'publication.waiting'>> {
  const open = await tx.db
    .select({ id: publicationDraft.id, state: publicationDraft.state })
    .from(publicationDraft)
    .where(
      and(
        eq(publicationDraft.sittingId, sittingId),
        inArray(publicationDraft.state, ['building', 'prepared', 'confirmed']),
      ),
    );
  if (open.some(({ state }) => state === 'confirmed')) return refuse('publication.waiting');
  for (const { id } of open) await moveDraft(tx, id, 'putAside', { closedAt: tx.now });
  return accept();
}
