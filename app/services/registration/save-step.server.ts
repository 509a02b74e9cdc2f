import { eq } from 'drizzle-orm';
import {
  takesCorrections,
  takesEntries,
  takesPapers,
  type WindowRefusal,
} from '#app/domain/registration/eligibility.ts';
import { searchKeys } from '#app/domain/registration/search-keys.ts';
import type { Step } from '#app/domain/registration/steps.ts';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import type { Ctx } from '#app/services/context.ts';
import { entry } from '#db/schema/registration.ts';
import { withTx } from '#db/tx.ts';
import { type AnswerRefusal, type Changes, changesOf, type StepAnswer } from './answer-changes.server.ts';
import { drawEntryKeys } from './entry-keys.server.ts';
import { type EntryRow, loadOwnEntry, type OwnEntry } from './load-own-entry.server.ts';
import { movePlace, type QuotaRefusal } from './take-place.server.ts';

export type { StepAnswer } from './answer-changes.server.ts';

export type SaveStep = {
  readonly entryId: string;
  /** The version the page was made from. */
  readonly version: number;
  readonly answer: StepAnswer;
};

export type SaveRefusal =
  | 'entry.notFound'
  | 'entry.notEditable'
  | 'entry.changedElsewhere'
  | AnswerRefusal
  | QuotaRefusal
  | WindowRefusal;

/**
 * Stores one answer of a draft or a returned entry, for its candidate or the head of its school. The answer is judged
 * again here by the domain's schemas (`entry.answerRefused`) and the sitting's rules (`rules.…`). What the candidate
 * accepted on their proof sheet is no longer accepted once a detail changes. A returned entry that changes series takes
 * a place in the new one (`quota.full`). `entry.changedElsewhere` when another tab or person changed the entry since the
 * page was made, unless they wrote the very same answer. Returns the new version.
 */
export async function saveStep(
  ctx: Ctx,
  { entryId, version, answer }: SaveStep,
): Promise<Verdict<{ version: number }, SaveRefusal>> {
  return withTx(ctx, 'saveStep', { lock: [`entry:${entryId}`] }, async (tx) => {
    const own = await loadOwnEntry(tx.db, ctx.actor, entryId);
    if (!own.ok) return own;
    const { entry: row } = own.value;
    const editable = isOpenFor(answer.step, own.value, tx.now);
    if (!editable.ok) return editable;
    const found = await changesOf(tx, own.value, answer);
    if (!found.ok) return found;
    const changes = found.value;
    if (isSame(row, changes)) return accept({ version: row.version });
    if (row.version !== version) return refuse('entry.changedElsewhere');
    const moved = await movePlace(tx, own.value, changes.series);
    if (!moved.ok) return moved;
    await tx.db
      .update(entry)
      .set({
        ...changes,
        ...searchKeys({ ...row, ...changes }),
        ...(row.reference === null ? await drawEntryKeys(tx.db, ctx.adapters.random) : {}),
        proofVersion: null,
        proofAcceptedAt: null,
        version: version + 1,
        updatedAt: tx.now,
      })
      .where(eq(entry.id, entryId));
    tx.audit({
      organisationId: row.organisationId,
      action: 'entry.answer',
      subject: { type: 'entry', id: entryId },
      before: pick(row, changes),
      after: changes,
      detail: { step: answer.step satisfies Step },
    });
    return accept({ version: version + 1 });
  });
}

/** A question of an entry that can be edited; the photo also where it is still missing from one that was sent. */
export function isOpenFor(
  step: Step,
  own: Pick<OwnEntry, 'entry' | 'sitting'>,
  now: Date,
): Verdict<true, 'entry.notEditable' | WindowRefusal> {
  const later = step === 'documents' || (step === 'photo' && own.entry.photoKey === null);
  return later ? takesPapers(own.entry, own.sitting, now) : isEditable(own, now);
}

/** A draft while entries are taken, a returned entry until seats are given. */
export function isEditable(
  { entry: row, sitting }: Pick<OwnEntry, 'entry' | 'sitting'>,
  now: Date,
): Verdict<true, 'entry.notEditable' | WindowRefusal> {
  if (row.state === 'draft') return takesEntries(sitting, now);
  if (row.state === 'returned') return takesCorrections(sitting);
  return refuse('entry.notEditable');
}

function pick(row: EntryRow, changes: Changes): Changes {
  return Object.fromEntries(Object.entries(row).filter(([key]) => key in changes));
}

function isSame(row: EntryRow, changes: Changes): boolean {
  const before = new Map<string, unknown>(Object.entries(row));
  return Object.entries(changes).every(
    ([key, value]) => JSON.stringify(before.get(key)) === JSON.stringify(value),
  );
}
