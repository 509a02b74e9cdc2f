import { and, count, eq, notInArray } from 'drizzle-orm';
import type { ProofSheet } from '#app/domain/documents/proof-sheet.ts';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import type { Ctx } from '#app/services/context.ts';
import { findOwnSchool, type SchoolInSitting } from '#app/services/registration/hold-school.server.ts';
import { moveTask, openTask } from '#app/services/tasks/run-task.server.ts';
import { school } from '#db/schema/organisation.ts';
import { entry } from '#db/schema/registration.ts';
import { withTx } from '#db/tx.ts';
import { type Gathered, gatherProofSheets } from './gather-proof-sheets.server.ts';

/** A withdrawn or rejected entry has nothing left to check. */
const printed = ({ schoolId, sittingId }: SchoolInSitting) =>
  and(
    eq(entry.schoolId, schoolId),
    eq(entry.sittingId, sittingId),
    eq(entry.kind, 'official'),
    notInArray(entry.state, ['withdrawn', 'rejected']),
  );

/** How many pages between two looks at whether it was stopped. */
const STEP = 10;

/** Asks for the proof sheets of a school as one PDF, by its head: work with a bar. `task.nothing` without an entry. */
export async function requestProofSheets(
  ctx: Ctx,
  about: SchoolInSitting,
): Promise<Verdict<{ taskId: string }, 'access.denied' | 'task.nothing'>> {
  const lock = [`schoolWork:${about.schoolId}:${about.sittingId}`];
  return withTx(ctx, 'requestProofSheets', { lock }, async (tx) => {
    const found = await findOwnSchool(ctx, tx, about);
    if (!found.ok) return found;
    const [entries] = await tx.db.select({ total: count() }).from(entry).where(printed(about));
    const total = entries?.total ?? 0;
    if (total === 0) return refuse('task.nothing');
    const { organisationId } = found.value.school;
    const { schoolId, sittingId } = about;
    const subject = { schoolId, sittingId };
    return accept({
      taskId: await openTask(ctx, tx, { organisationId, kind: 'print-proof-sheets', subject, total }),
    });
  });
}

/**
 * Draws the task's proof sheets and keeps the file. Killed and run again, it draws from the first page: a file is kept
 * whole or not at all. Stopped, it keeps none.
 */
export async function printProofSheets(ctx: Ctx, { taskId }: { readonly taskId: string }): Promise<void> {
  const begun = await moveTask(ctx, taskId, { state: 'running', done: 0 });
  if (!begun) return;
  const { schoolId = '', sittingId = '' } = begun.subject;
  const rows = await ctx.db.select({ id: entry.id }).from(entry).where(printed({ schoolId, sittingId }));
  const gathered = await gatherProofSheets(
    ctx,
    sittingId,
    rows.map(({ id }) => id),
    'school',
  );
  const watch = { stopped: false };
  const bytes = await draw(ctx, gathered, counted(ctx, taskId, gathered, watch));
  if (watch.stopped) return;
  if (bytes === undefined) {
    await moveTask(ctx, taskId, { state: 'failed', failure: 'unprintable' });
    return;
  }
  const fileKey = `proof-sheets/${sittingId}/${ctx.adapters.random.uuid()}.pdf`;
  await ctx.adapters.storage.put(fileKey, bytes, 'application/pdf');
  const { total } = gathered.about;
  const fileName = await fileNameFor(ctx, schoolId);
  const kept = await moveTask(ctx, taskId, { state: 'done', done: total, total, fileKey, fileName });
  if (!kept) await ctx.adapters.storage.delete(fileKey);
}

/** `undefined` for details that no setting of the page holds: trying again would change nothing. */
async function draw(
  ctx: Ctx,
  { about }: Gathered,
  sheets: AsyncIterable<ProofSheet>,
): Promise<Uint8Array | undefined> {
  try {
    return await ctx.adapters.documents.proofSheets(about, sheets);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    ctx.log.error({ err: error }, 'a proof sheet could not be drawn');
    return undefined;
  }
}

async function* counted(
  ctx: Ctx,
  taskId: string,
  { about: { total }, sheets }: Gathered,
  watch: { stopped: boolean },
): AsyncIterable<ProofSheet> {
  let done = 0;
  for await (const sheet of sheets()) {
    yield sheet;
    done += 1;
    if (done % STEP !== 0) continue;
    watch.stopped = (await moveTask(ctx, taskId, { state: 'running', done, total })) === undefined;
    if (watch.stopped) return;
  }
}

async function fileNameFor(ctx: Ctx, schoolId: string): Promise<string> {
  const [row] = await ctx.db.select({ code: school.code }).from(school).where(eq(school.id, schoolId));
  return `fiches-${row?.code ?? 'etablissement'}.pdf`;
}
