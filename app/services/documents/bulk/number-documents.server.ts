import { and, eq, inArray } from 'drizzle-orm';
import type { BulkKind } from '#app/domain/documents/bulk-kinds.ts';
import type { Ctx } from '#app/services/context.ts';
import { endDocument } from '#app/services/documents/end-document.server.ts';
import { loadSittingFacts, type SittingFacts } from '#app/services/documents/load-sitting-facts.server.ts';
import { task } from '#db/schema/task.ts';
import { type Tx, violatedConstraint, withTx } from '#db/tx.ts';
import type { BulkKindRules } from './bulk-kind.ts';
import { bulkRules } from './bulk-kinds.server.ts';
import { loadEarlier } from './load-earlier.server.ts';
import { numberBatch } from './number-batch.server.ts';

const BATCH = 500;
const MOST_TRIES = 4;
/** Somebody took the place in the status list, or replaced a document by hand, at the same moment. */
const TAKEN: ReadonlySet<string | undefined> = new Set([
  'document_organisation_id_status_index_unique',
  'document_organisation_id_number_edition_unique',
]);

export type NumberDocuments = {
  readonly sittingId: string;
  readonly kind: BulkKind;
  /** Whose count grows; it stops when the task is paused or stopped. */
  readonly taskId?: string | undefined;
  /** Candidates in a transaction; 500 when absent. */
  readonly batch?: number | undefined;
};

/** One batch at a time of a sitting and kind, whoever works on it. */
export const numberingLock = ({ sittingId, kind }: { sittingId: string; kind: BulkKind }) =>
  `issue-documents:${sittingId}:${kind}`;

type Step = { readonly numbered: number; readonly basis: string; readonly last: string };

/**
 * Numbers and freezes what every candidate of a sitting is due of one kind, in batches, each its own transaction: killed and
 * run again, it goes on where it stopped, and who has their document keeps it. When what documents are made from changes
 * meanwhile (another publication is read), it begins again from that. Returns how many were numbered.
 */
export async function numberDocuments(ctx: Ctx, about: NumberDocuments): Promise<{ requested: number }> {
  const rules = bulkRules(about.kind);
  const facts = await loadSittingFacts(ctx.db, about.sittingId);
  if (!facts) throw new Error(`no sitting ${about.sittingId}`);
  let requested = 0;
  let reached: { basis: string; last: string } | undefined;
  for (;;) {
    const step = await numberNext(ctx, { about, rules, facts, reached });
    if (!step) return { requested };
    requested += step.numbered;
    reached = step;
  }
}

type Numbered = {
  readonly about: NumberDocuments;
  readonly rules: BulkKindRules;
  readonly facts: SittingFacts;
  readonly reached: { readonly basis: string; readonly last: string } | undefined;
};

/** A batch that met somebody else's document is judged again. */
async function numberNext(ctx: Ctx, work: Numbered): Promise<Step | undefined> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await withTx(ctx, 'numberDocuments', { lock: [numberingLock(work.about)] }, (tx) =>
        numberInside(ctx, tx, work),
      );
    } catch (error) {
      if (tries === MOST_TRIES || !TAKEN.has(violatedConstraint(error))) throw error;
    }
  }
}

async function numberInside(
  ctx: Ctx,
  tx: Tx,
  { about, rules, facts, reached }: Numbered,
): Promise<Step | undefined> {
  const basis = await rules.basis(tx, about.sittingId);
  if (basis === undefined) return undefined;
  const after = reached?.basis === basis ? reached.last : '';
  const slice = { facts, basis, after, limit: about.batch ?? BATCH };
  const { rows, entryIds, last } = await rules.load(tx, slice);
  const reason = await rules.reason(tx, basis);
  if (last === undefined) {
    await endAbsent(tx, { facts, rules, basis, reason });
    return undefined;
  }
  const earlier = await loadEarlier(tx, about.kind, entryIds);
  const judged = await rules.judge(ctx, tx, { ...slice, rows, earlier });
  const numbered = await numberBatch(ctx, tx, { facts, rules, entryIds, judged, reason });
  if (about.taskId !== undefined && !(await countNumbered(tx, about.taskId, numbered))) return undefined;
  return { numbered, basis, last };
}

type Absent = Pick<Numbered, 'facts' | 'rules'> & { readonly basis: string; readonly reason: string };

/** Everybody who is named was judged; what those have who are not named any more is revoked. */
async function endAbsent(tx: Tx, { facts, rules, basis, reason }: Absent): Promise<void> {
  const organisationId = facts.organisation.id;
  for (const documentId of (await rules.loadAbsent?.(tx, facts.sitting.id, basis)) ?? [])
    await endDocument(tx, { organisationId, documentId, status: 'revoked', reason });
}

/** Whether the task still goes on: what was numbered in this batch is kept, and nothing more is done. */
async function countNumbered(tx: Tx, taskId: string, numbered: number): Promise<boolean> {
  const underWay = and(eq(task.id, taskId), inArray(task.state, ['queued', 'running']));
  const [row] = await tx.db.select({ total: task.total }).from(task).where(underWay).for('update');
  if (!row) return false;
  await tx.db
    .update(task)
    .set({ total: row.total + numbered, updatedAt: tx.now })
    .where(eq(task.id, taskId));
  return true;
}
