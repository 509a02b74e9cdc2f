import { eq } from 'drizzle-orm';
import { actorName } from '#app/domain/access/actor.ts';
import { DRAFT_TABLE } from '#app/domain/publication/states.ts';
import { nextState } from '#app/domain/shared/state-table.ts';
import { SITTING_TABLE } from '#app/domain/sitting/states.ts';
import type { Ctx } from '#app/services/context.ts';
import { openResultIssuing } from '#app/services/documents/bulk/open-result-issuing.server.ts';
import { loadSittingFacts } from '#app/services/documents/load-sitting-facts.server.ts';
import { settleRounds } from '#app/services/rounds/settle-rounds.server.ts';
import { findReleased } from '#db/released.ts';
import { publication, publicationRelease } from '#db/schema/publication.ts';
import { sitting } from '#db/schema/sitting.ts';
import { type Tx, withTx } from '#db/tx.ts';
import { findDraft, moveDraft, publicationLock } from './hold-draft.server.ts';
import { pointResults } from './point-results.server.ts';

/**
 * Lets everyone read a confirmed and written version, at its hour and never before: the release line, the sitting's state,
 * then the pointer every web process follows. Documents and messages are queued with the line. Run again, it does nothing
 * twice; killed between the line and the pointer, `followReleases` points.
 */
export async function releaseDraft(ctx: Ctx, { draftId }: { readonly draftId: string }): Promise<void> {
  const known = await findDraft(ctx.db, draftId);
  if (!known) return;
  const { sittingId } = known;
  const lock = [publicationLock(sittingId), `sitting:${sittingId}`];
  const released = await withTx(ctx, 'releasePublication', { lock }, async (tx) => release(ctx, tx, draftId));
  if (released) await pointResults(ctx, { sittingId });
}

async function release(ctx: Ctx, tx: Tx, draftId: string): Promise<boolean> {
  const draft = await findDraft(tx.db, draftId);
  const [version] = await tx.db.select().from(publication).where(eq(publication.id, draftId));
  const facts = draft && (await loadSittingFacts(tx.db, draft.sittingId));
  if (!version || !facts || !nextState(DRAFT_TABLE, draft.state, 'release').ok) return false;
  const { releasesAt, sittingId } = draft;
  if (releasesAt && releasesAt.getTime() > tx.now.getTime()) {
    await tx.enqueue(
      'release-publication',
      { draftId },
      { key: `release-publication:${draftId}`, runAt: releasesAt },
    );
    return false;
  }
  const state = nextState(SITTING_TABLE, facts.sitting.state, 'publish');
  if (!state.ok) throw new Error(`a sitting that is ${facts.sitting.state} has a confirmed publication`);
  const before = await findReleased(tx.db, sittingId);
  await settleRounds(tx, sittingId);
  await moveDraft(tx, draftId, 'release', { closedAt: tx.now });
  await tx.db.update(sitting).set({ state: state.value }).where(eq(sitting.id, sittingId));
  await nameReleased(ctx, tx, { kind: 'release', version, reason: version.reason, before });
  return true;
}

type NewLine = {
  readonly kind: 'release' | 'rollBack';
  readonly version: typeof publication.$inferSelect;
  readonly reason: string | null;
  /** What everyone read until now. */
  readonly before: typeof publication.$inferSelect | undefined;
};

/** Appends the line that says what everyone reads, with what follows from it: the pointer, documents and messages. */
export async function nameReleased(
  ctx: Ctx,
  tx: Tx,
  { kind, version, reason, before }: NewLine,
): Promise<void> {
  const { id: publicationId, sittingId, organisationId } = version;
  await tx.db.insert(publicationRelease).values({
    sittingId,
    publicationId,
    kind,
    reason,
    by: actorName(ctx.actor).id,
    at: tx.now,
  });
  await tx.enqueue('follow-releases', {}, { key: 'follow-releases' });
  await openResultIssuing(ctx, tx, { organisationId, sittingId });
  await tx.enqueue(
    'announce-results',
    { publicationId, previousId: before?.id ?? null, after: '' },
    { key: `announce-results:${publicationId}` },
  );
  tx.audit({
    organisationId,
    action: kind === 'release' ? 'publication.release' : 'publication.rollBack',
    subject: { type: 'publication', id: publicationId },
    before: before ? `version ${before.version}` : '',
    after: `version ${version.version}`,
    detail: {
      sitting: sittingId,
      version: version.version,
      digest: version.digest,
      ...(reason ? { reason } : {}),
    },
  });
}
