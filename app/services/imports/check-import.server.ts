import { and, asc, eq, isNotNull, sql } from 'drizzle-orm';
import type { Sheet } from '#app/adapters/spreadsheet/port.ts';
import { birthBounds } from '#app/domain/registration/birth.ts';
import { createRowJudge, type JudgedRow, type SeenRows } from '#app/domain/registration/import/judge-row.ts';
import { importPlanSchema } from '#app/domain/registration/import/plan.ts';
import { IMPORT_TABLE } from '#app/domain/registration/import/states.ts';
import { nextState } from '#app/domain/shared/state-table.ts';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import type { Ctx } from '#app/services/context.ts';
import { importBatch, importRow } from '#db/schema/import.ts';
import { type Tx, withTx } from '#db/tx.ts';
import { type ComparedWith, compareRows } from './compare-rows.server.ts';
import { batchLock, loadImportSitting } from './load-batch.server.ts';
import { writeRows } from './write-rows.server.ts';

export type CheckImport = {
  readonly batchId: string;
  /** Of the mapping that asked for it: rows of another round are not touched. */
  readonly round: number;
};

type Batch = typeof importBatch.$inferSelect;
type Job = {
  readonly batch: Batch;
  readonly sheet: Sheet;
  readonly judge: (row: Sheet['rows'] extends AsyncIterable<infer R> ? R : never) => JudgedRow;
  readonly context: ComparedWith;
};

/** Rows that are written, and counted, in one transaction: what a killed worker does twice. */
const AT_ONCE = 500;

/**
 * Reads a list row by row and keeps what each says or every error it has. Killed and run again, it goes on after the last
 * rows that were written; a batch that was cancelled or mapped anew meanwhile is left alone. Returns how many rows
 * this run checked.
 */
export async function checkImport(ctx: Ctx, command: CheckImport): Promise<{ checked: number }> {
  const job = await openJob(ctx, command);
  if (!job) return { checked: 0 };
  let waiting: JudgedRow[] = [];
  let skip = job.batch.checkedRows;
  let done = skip;
  for await (const row of job.sheet.rows) {
    if (skip > 0) {
      skip -= 1;
      continue;
    }
    waiting.push(job.judge(row));
    if (waiting.length < AT_ONCE) continue;
    if (!(await keep(ctx, command, job, done, waiting))) return { checked: done - job.batch.checkedRows };
    done += waiting.length;
    waiting = [];
  }
  if (waiting.length > 0 && (await keep(ctx, command, job, done, waiting))) done += waiting.length;
  await finish(ctx, command, job.sheet.rowCount);
  return { checked: done - job.batch.checkedRows };
}

async function openJob(ctx: Ctx, { batchId, round }: CheckImport): Promise<Job | undefined> {
  const [batch] = await ctx.db.select().from(importBatch).where(eq(importBatch.id, batchId));
  if (batch?.state !== 'checking' || batch.round !== round) return undefined;
  const sitting = await loadImportSitting(ctx.db, batch.sittingId);
  const sheet = await openFile(ctx, batch);
  if (!sitting.ok || !sheet.ok) {
    await fail(ctx, { batchId, round }, sheet.ok ? 'sitting.notFound' : sheet.reason);
    return undefined;
  }
  const { regulation, rules, examStartsOn, profile, examCode } = sitting.value;
  const { year } = sitting.value.sitting;
  const plan = importPlanSchema.parse(batch.mapping);
  const judge = createRowJudge(
    plan,
    {
      regulation,
      rules,
      examStartsOn,
      birth: birthBounds(examStartsOn),
      columns: batch.header.length,
      defaultNationality: plan.nationality,
      countries: [profile.phoneCountry],
      year,
    },
    await seenRows(ctx, batch),
  );
  const { sittingId, schoolId } = batch;
  const context = { sittingId, schoolId, period: { examCode, year }, columns: plan.columns };
  return { batch, sheet: sheet.value, judge, context };
}

/** The list as it was uploaded. */
async function openFile(ctx: Ctx, { fileKey, fileName }: Batch): Promise<Verdict<Sheet>> {
  const bytes = await ctx.adapters.storage.get(fileKey);
  return bytes ? ctx.adapters.spreadsheets.open(bytes, fileName) : refuse('import.fileMissing');
}

/** Who was met in the rows of an earlier run of this round. */
async function seenRows(ctx: Ctx, { id, checkedRows }: Batch): Promise<SeenRows> {
  const seen: SeenRows = { persons: new Map(), numbers: new Map() };
  if (checkedRows === 0) return seen;
  const rows = await ctx.db
    .select({
      row: importRow.rowNumber,
      digest: importRow.digest,
      number: sql<string | null>`${importRow.draft} ->> 'nationalId'`,
    })
    .from(importRow)
    .where(and(eq(importRow.batchId, id), isNotNull(importRow.digest)))
    .orderBy(asc(importRow.rowNumber));
  for (const { row, digest, number } of rows) {
    if (digest !== null && !seen.persons.has(digest)) seen.persons.set(digest, row);
    if (number !== null && !seen.numbers.has(number)) seen.numbers.set(number, row);
  }
  return seen;
}

/** Writes rows with the count that says so. False where this batch is no longer this run's to check. */
async function keep(
  ctx: Ctx,
  command: CheckImport,
  { context }: Job,
  done: number,
  judged: readonly JudgedRow[],
): Promise<boolean> {
  const { batchId } = command;
  return withTx(ctx, 'checkImport', { lock: [batchLock(batchId)] }, async (tx) => {
    const batch = await stillChecking(tx, command);
    if (batch?.checkedRows !== done) return false;
    const rows = await compareRows(tx, context, judged);
    await writeRows(tx, batchId, rows);
    await tx.db
      .update(importBatch)
      .set({
        checkedRows: done + rows.length,
        badRows: batch.badRows + rows.filter(({ state }) => state === 'bad').length,
        knownRows: batch.knownRows + rows.filter(({ state }) => state === 'known').length,
      })
      .where(eq(importBatch.id, batchId));
    return true;
  });
}

async function stillChecking(tx: Tx, { batchId, round }: CheckImport): Promise<Batch | undefined> {
  const [batch] = await tx.db.select().from(importBatch).where(eq(importBatch.id, batchId));
  return batch?.state === 'checking' && batch.round === round ? batch : undefined;
}

async function finish(ctx: Ctx, command: CheckImport, rowCount: number): Promise<void> {
  await withTx(ctx, 'finishCheck', { lock: [batchLock(command.batchId)] }, async (tx) => {
    const batch = await stillChecking(tx, command);
    if (batch?.checkedRows !== rowCount) return accept();
    const state = nextState(IMPORT_TABLE, batch.state, 'finishCheck');
    if (!state.ok) return state;
    await tx.db
      .update(importBatch)
      .set({ state: state.value, totalRows: rowCount, updatedAt: tx.now })
      .where(eq(importBatch.id, batch.id));
    tx.audit({
      organisationId: batch.organisationId,
      action: 'import.check',
      subject: { type: 'import', id: batch.id },
      detail: { round: batch.round, rows: rowCount, bad: batch.badRows, known: batch.knownRows },
    });
    return accept();
  });
}

/** The file was read to its end when it came: what fails here is the storage, or a reader that became stricter. */
async function fail(ctx: Ctx, command: CheckImport, reason: string): Promise<void> {
  await withTx(ctx, 'failImport', { lock: [batchLock(command.batchId)] }, async (tx) => {
    const batch = await stillChecking(tx, command);
    if (!batch) return accept();
    const state = nextState(IMPORT_TABLE, batch.state, 'fail');
    if (!state.ok) return state;
    await tx.db
      .update(importBatch)
      .set({ state: state.value, failure: reason, updatedAt: tx.now })
      .where(eq(importBatch.id, batch.id));
    tx.audit({
      organisationId: batch.organisationId,
      action: 'import.fail',
      subject: { type: 'import', id: batch.id },
      detail: { reason },
    });
    return accept();
  });
}
