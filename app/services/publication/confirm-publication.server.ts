import { and, eq, isNull } from 'drizzle-orm';
import { authorise } from '#app/domain/access/actor.ts';
import type { Built } from '#app/domain/publication/build-snapshot.ts';
import { checkFourEyes } from '#app/domain/publication/check-publication.ts';
import { canonicalJson } from '#app/domain/shared/canonical-json.ts';
import { nextState } from '#app/domain/shared/state-table.ts';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import { SITTING_TABLE } from '#app/domain/sitting/states.ts';
import type { Ctx } from '#app/services/context.ts';
import { loadSittingFacts, type SittingFacts } from '#app/services/documents/load-sitting-facts.server.ts';
import { settleRounds } from '#app/services/rounds/settle-rounds.server.ts';
import { publication, publicationDraft, publishedResult } from '#db/schema/publication.ts';
import { sitting } from '#db/schema/sitting.ts';
import { type Tx, withTx } from '#db/tx.ts';
import { announceResults } from './announce-results.server.ts';
import { type GatherRefusal, gatherPublication, nextVersion } from './gather-publication.server.ts';

/** Results to an insert: each carries its whole body. */
const BATCH = 500;

export type ConfirmRefusal =
  | 'publication.notFound'
  | 'publication.samePerson'
  | 'publication.changedSince'
  | 'state.refused'
  | GatherRefusal;
export type Published = { readonly publicationId: string; readonly version: number; readonly digest: string };

/**
 * The second person publishes what the first prepared: everything is gathered anew and must have the very digest of the
 * draft. The snapshot file is stored first (its key is its digest, so that a crash leaves nothing wrong), then the version,
 * its results, the sitting's state, the messages and the documents' job are written in one go. Who: `result.publish`, and
 * not whoever prepared (`publication.samePerson`). `publication.notFound` for a draft that is unknown, put aside, already
 * published or out of scope; `publication.changedSince` when anything differs from the draft.
 */
export async function confirmPublication(
  ctx: Ctx,
  { draftId }: { readonly draftId: string },
): Promise<Verdict<Published, ConfirmRefusal>> {
  const [draft] = await ctx.db.select().from(publicationDraft).where(eq(publicationDraft.id, draftId));
  if (!draft) return refuse('publication.notFound');
  const lock = [`sitting:${draft.sittingId}`];
  const checked = await withTx(ctx, 'checkPublication', { lock }, (tx) => gatherDraft(ctx, tx, draftId));
  if (!checked.ok) return checked;
  const { snapshot, digest } = checked.value.built;
  const key = `publications/${draft.sittingId}/${digest}.json`;
  const bytes = new TextEncoder().encode(canonicalJson(snapshot));
  await ctx.adapters.storage.put(key, bytes, 'application/json');
  return withTx(ctx, 'confirmPublication', { lock }, async (tx) => {
    const again = await gatherDraft(ctx, tx, draftId);
    return again.ok ? accept(await writePublication(tx, again.value, key)) : again;
  });
}

type Ready = {
  readonly draft: typeof publicationDraft.$inferSelect;
  readonly facts: SittingFacts;
  readonly built: Built;
  readonly confirmedBy: string;
};

/** The draft gathered anew, if this person may confirm it and nothing has changed. */
async function gatherDraft(ctx: Ctx, tx: Tx, draftId: string): Promise<Verdict<Ready, ConfirmRefusal>> {
  const { actor } = ctx;
  const [draft] = await tx.db
    .select()
    .from(publicationDraft)
    .where(and(eq(publicationDraft.id, draftId), isNull(publicationDraft.closedAt)));
  const facts = draft && (await loadSittingFacts(tx.db, draft.sittingId));
  if (!facts || actor.kind !== 'user') return refuse('publication.notFound');
  if (!authorise(actor, 'result.publish', { organisationId: facts.organisation.id }).ok)
    return refuse('publication.notFound');
  const people = { preparedBy: draft.preparedBy, confirmedBy: actor.id };
  const prepared = draft.digest ?? '';
  const digests = { preparedDigest: prepared, confirmedDigest: prepared };
  const allowed = checkFourEyes({ ...people, ...digests });
  if (!allowed.ok) return allowed;
  const state = nextState(SITTING_TABLE, facts.sitting.state, 'publish');
  if (!state.ok) return state;
  const version = await nextVersion(tx, draft.sittingId);
  const { reason, preparedAt } = draft;
  const built = await gatherPublication(tx, facts, { version, reason, preparedAt });
  if (!built.ok) return built;
  const same = checkFourEyes({ ...people, ...digests, confirmedDigest: built.value.digest });
  return same.ok ? accept({ draft, facts, built: built.value, confirmedBy: actor.id }) : same;
}

async function writePublication(
  tx: Tx,
  { draft, facts, built, confirmedBy }: Ready,
  snapshotKey: string,
): Promise<Published> {
  const { snapshot, digest } = built;
  const organisationId = facts.organisation.id;
  const [row] = await tx.db
    .insert(publication)
    .values({
      organisationId,
      sittingId: draft.sittingId,
      version: snapshot.version,
      digest,
      snapshotKey,
      statistics: snapshot.statistics,
      reason: draft.reason,
      preparedBy: draft.preparedBy,
      confirmedBy,
      publishedAt: tx.now,
    })
    .returning({ id: publication.id });
  if (!row) throw new Error('no publication row');
  await writeResults(tx, row.id, built);
  await tx.db.update(publicationDraft).set({ closedAt: tx.now }).where(eq(publicationDraft.id, draft.id));
  await settleRounds(tx, draft.sittingId);
  await tx.db.update(sitting).set({ state: 'published' }).where(eq(sitting.id, draft.sittingId));
  await announceResults(tx, facts, { publicationId: row.id, version: snapshot.version });
  await tx.enqueue(
    'issue-result-documents',
    { publicationId: row.id },
    { key: `issue-result-documents:${row.id}` },
  );
  tx.audit({
    organisationId,
    action: 'publication.confirm',
    subject: { type: 'publication', id: row.id },
    before: facts.sitting.state,
    after: digest,
    detail: {
      sitting: draft.sittingId,
      version: snapshot.version,
      digest,
      candidates: snapshot.results.length,
      reason: draft.reason,
    },
  });
  return { publicationId: row.id, version: snapshot.version, digest };
}

async function writeResults(tx: Tx, publicationId: string, { snapshot }: Built): Promise<void> {
  const rows = snapshot.results.map((body) => ({
    publicationId,
    entryId: body.entryId,
    tableNumber: body.tableNumber,
    centreId: body.centre.id,
    decision: body.decision,
    honours: body.honours,
    body,
  }));
  for (let start = 0; start < rows.length; start += BATCH)
    await tx.db.insert(publishedResult).values(rows.slice(start, start + BATCH));
}
