import { and, desc, eq, inArray, lt, sql } from 'drizzle-orm';
import { authorise } from '#app/domain/access/actor.ts';
import type { BulkKind } from '#app/domain/documents/bulk-kinds.ts';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import type { Ctx } from '#app/services/context.ts';
import { sitting } from '#db/schema/sitting.ts';
import { task } from '#db/schema/task.ts';
import { lockKeys, type Tx, withTx } from '#db/tx.ts';
import { bulkRules } from './bulk-kinds.server.ts';
import { numberingLock } from './number-documents.server.ts';

const LONGEST_SILENCE_MS = 60 * 60_000;

export type IssuingOf = {
  readonly organisationId: string;
  readonly sittingId: string;
  readonly kind: BulkKind;
};

export const ISSUING = 'issue-documents';

/** The runs of one sitting and kind. */
export const issuingOf = (sittingId: string, kind: BulkKind) =>
  and(eq(task.kind, ISSUING), sql`${task.subject} @> ${JSON.stringify({ sittingId, kind })}::jsonb`);

/**
 * Begins the run that issues one kind to a whole sitting, within the change that makes it due. One that is under way is
 * told that there is more, and goes round again before it ends; a paused one stays paused. Returns the task's id.
 */
export async function openIssuing(
  ctx: Ctx,
  tx: Tx,
  { organisationId, sittingId, kind }: IssuingOf,
): Promise<string> {
  await lockKeys(tx.db, [numberingLock({ sittingId, kind })]);
  // Work whose job gave up must not stand in the way of asking again.
  await tx.db
    .update(task)
    .set({ state: 'failed', failure: 'abandoned', updatedAt: tx.now })
    .where(
      and(
        issuingOf(sittingId, kind),
        inArray(task.state, ['queued', 'running']),
        lt(task.updatedAt, new Date(tx.now.getTime() - LONGEST_SILENCE_MS)),
      ),
    );
  const [known] = await tx.db
    .select()
    .from(task)
    .where(and(issuingOf(sittingId, kind), inArray(task.state, ['queued', 'running', 'paused'])))
    .orderBy(desc(task.createdAt))
    .limit(1)
    .for('update');
  const asked = String(Number(known?.subject.asked ?? 0) + 1);
  const subject = { sittingId, kind, asked };
  if (known) {
    await tx.db.update(task).set({ subject, updatedAt: tx.now }).where(eq(task.id, known.id));
    return known.id;
  }
  const [row] = await tx.db
    .insert(task)
    .values({
      organisationId,
      kind: ISSUING,
      subject,
      state: 'queued',
      createdBy: ctx.actor.kind === 'user' ? ctx.actor.id : null,
      createdAt: tx.now,
      updatedAt: tx.now,
    })
    .returning({ id: task.id });
  if (!row) throw new Error('the task was not written');
  await enqueueIssuing(tx, row.id);
  tx.audit({
    organisationId,
    action: 'task.start',
    subject: { type: 'task', id: row.id },
    detail: { task: ISSUING, ...subject },
  });
  return row.id;
}

/** After what somebody waits for, and one run at a time: a whole sitting takes long and uses every core. */
export async function enqueueIssuing(tx: Tx, taskId: string): Promise<void> {
  const key = `${ISSUING}:${taskId}`;
  await tx.enqueue(ISSUING, { taskId }, { key, queue: ISSUING, priority: 10, maxAttempts: 8 });
}

/**
 * Issues one kind to a sitting when somebody asks for it. Who: `document.issue` over the organisation.
 * `document.notYetDue` while nothing it could be made from is there: no seats, or no published results.
 */
export async function startIssuing(
  ctx: Ctx,
  { sittingId, kind }: { readonly sittingId: string; readonly kind: BulkKind },
): Promise<Verdict<{ taskId: string }, 'sitting.notFound' | 'document.notYetDue'>> {
  return withTx(ctx, 'startIssuing', {}, async (tx) => {
    const [row] = await tx.db.select().from(sitting).where(eq(sitting.id, sittingId));
    const target = row && { organisationId: row.organisationId };
    if (!row || !target || !authorise(ctx.actor, 'document.issue', target).ok)
      return refuse('sitting.notFound');
    if ((await bulkRules(kind).basis(tx, sittingId)) === undefined) return refuse('document.notYetDue');
    const taskId = await openIssuing(ctx, tx, { organisationId: row.organisationId, sittingId, kind });
    return accept({ taskId });
  });
}
