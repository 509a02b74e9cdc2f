import { eq } from 'drizzle-orm';
import { authorise } from '#app/domain/access/actor.ts';
import { takesCorrections } from '#app/domain/registration/eligibility.ts';
import { entryRulesSchema, missingForValidation } from '#app/domain/registration/entry-rules.ts';
import { ENTRY_TABLE, type EntryEvent, type EntryState } from '#app/domain/registration/states.ts';
import { nextState } from '#app/domain/shared/state-table.ts';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import type { SittingState } from '#app/domain/sitting/states.ts';
import type { Ctx } from '#app/services/context.ts';
import { refuseOpenPair } from '#app/services/duplicates/refuse-open-pair.server.ts';
import { documentCodes } from '#app/services/registration/load-own-entry.server.ts';
import { releasePlace } from '#app/services/registration/take-place.server.ts';
import { entry } from '#db/schema/registration.ts';
import { sitting } from '#db/schema/sitting.ts';
import { type Tx, withTx } from '#db/tx.ts';
import { tellCandidate } from './tell-candidate.server.ts';

export type EntryToReview = {
  readonly entryId: string;
  /** The version the officer was shown: what they judge is what they read. */
  readonly version: number;
};
export type EntryToSendBack = EntryToReview & { readonly reason: string };

export type ReviewRefusal =
  | 'entry.notFound'
  | 'entry.changedElsewhere'
  | 'state.refused'
  | 'sitting.closed'
  | 'review.tooLate'
  | 'review.reasonMissing'
  | 'review.duplicateOpen'
  | 'attachment.missing';

const LONGEST_REASON = 600;
const SHORTEST_REASON = 5;

type Decision = {
  readonly name: string;
  readonly event: Extract<EntryEvent, 'validate' | 'return' | 'reject'>;
  readonly template: 'entryValidated' | 'entryReturned' | 'entryRejected';
};

/**
 * The one way an officer's decision is taken: the entry locked, capability and region checked, the state table asked,
 * the change written with its audit line and the candidate's message. An unknown entry and one of another region or
 * organisation are the same `entry.notFound`.
 */
export async function decideEntry(
  ctx: Ctx,
  command: EntryToReview & { readonly reason: string | null },
  decision: Decision,
): Promise<Verdict<{ state: EntryState }, ReviewRefusal>> {
  const reason = command.reason === null ? null : command.reason.normalize('NFC').trim();
  if (reason !== null && (reason.length < SHORTEST_REASON || reason.length > LONGEST_REASON))
    return refuse('review.reasonMissing', { minimum: SHORTEST_REASON, maximum: LONGEST_REASON });
  return withTx(ctx, decision.name, { lock: [`entry:${command.entryId}`] }, async (tx) => {
    const [row] = await tx.db.select().from(entry).where(eq(entry.id, command.entryId));
    if (!row || !authorise(ctx.actor, 'entry.review', row).ok) return refuse('entry.notFound');
    const next = nextState(ENTRY_TABLE, row.state, decision.event);
    if (!next.ok) return next;
    const held = await holdSitting(tx, row.sittingId);
    const inTime = stillDecided(held.state, decision.event);
    if (!inTime.ok) return inTime;
    if (row.version !== command.version) return refuse('entry.changedElsewhere');
    const alone = decision.event === 'validate' ? await refuseOpenPair(tx, row.id) : accept();
    if (!alone.ok) return alone;
    if (decision.event === 'validate') {
      const complete = await checkPapers(tx, row, held.entryRules);
      if (!complete.ok) return complete;
    }
    if (decision.event === 'reject' && row.series !== null)
      await releasePlace(tx, { sittingId: row.sittingId, series: row.series });
    await tx.db
      .update(entry)
      .set({ state: next.value, returnReason: reason, updatedAt: tx.now, version: row.version + 1 })
      .where(eq(entry.id, row.id));
    await tellCandidate(tx, row.id, decision.template, reason);
    tx.audit({
      organisationId: row.organisationId,
      action: `entry.${decision.event}`,
      subject: { type: 'entry', id: row.id },
      before: { state: row.state, version: row.version },
      after: { state: next.value, version: row.version + 1, reason },
      detail: { from: row.state, to: next.value, ...(reason === null ? {} : { reason }) },
    });
    return accept({ state: next.value });
  });
}

/** The sitting's state and rules, kept as it is until this decision is in. */
async function holdSitting(tx: Tx, sittingId: string): Promise<{ state: SittingState; entryRules: unknown }> {
  const [row] = await tx.db
    .select({ state: sitting.state, entryRules: sitting.entryRules })
    .from(sitting)
    .where(eq(sitting.id, sittingId))
    .for('share');
  if (!row) throw new Error(`no sitting ${sittingId}`);
  return row;
}

/** Nobody is validated without the papers the sitting's rules ask for. */
async function checkPapers(
  tx: Tx,
  row: typeof entry.$inferSelect,
  rules: unknown,
): Promise<Verdict<true, 'attachment.missing'>> {
  const documents = await documentCodes(tx.db, row.id);
  const missing = missingForValidation(entryRulesSchema.parse(rules), { ...row, documents });
  return missing === undefined
    ? accept()
    : refuse('attachment.missing', { labelFr: missing.label.fr, labelEn: missing.label.en });
}

/** An entry goes back only while its candidate may still correct it; nothing is decided once scripts are marked. */
function stillDecided(
  state: SittingState,
  event: Decision['event'],
): Verdict<true, 'sitting.closed' | 'review.tooLate'> {
  if (event === 'return') return takesCorrections({ state });
  return state === 'open' || state === 'closed' || state === 'seated' ? accept() : refuse('review.tooLate');
}
