import { LABELS_PER_PAGE, type LabelPage } from '#app/domain/anonymity/label-sheet.ts';
import { officeOf } from '#app/domain/documents/office.ts';
import { localDate } from '#app/domain/shared/local-date.ts';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import type { Ctx } from '#app/services/context.ts';
import { loadSittingFacts } from '#app/services/documents/load-sitting-facts.server.ts';
import { moveTask, openTask, type TaskRow } from '#app/services/tasks/run-task.server.ts';
import { withTx } from '#db/tx.ts';
import {
  countLabels,
  type LabelCentre,
  type LabelRow,
  type LabelsOf,
  readLabels,
} from './code-table.server.ts';
import { judgeLabelPrinter, type LabelPrinterRefusal } from './judge-label-printer.server.ts';

/** More than this is drawn a centre at a time: a file is held in memory while it is drawn. */
const MOST_LABELS = 20_000;

export type RequestLabelsRefusal = LabelPrinterRefusal | 'labels.none' | 'labels.chooseCentre';

/**
 * Asks for the labels of a paper's scripts as one PDF: work with a bar. The file ties codes to table numbers: only who
 * asked gets it, once (`takeLabels`). Who: `judgeLabelPrinter`. `labels.none` before there are codes, `labels.chooseCentre`
 * with how many labels when they are too many for one file.
 */
export async function requestLabels(
  ctx: Ctx,
  of: LabelsOf,
): Promise<Verdict<{ taskId: string }, RequestLabelsRefusal>> {
  const { actor } = ctx;
  if (actor.kind !== 'user') return refuse('sitting.notFound');
  const { sittingId, paperCode, round, centreId } = of;
  return withTx(ctx, 'requestLabels', { lock: [`labels:${sittingId}`] }, async (tx) => {
    const judged = await judgeLabelPrinter(tx.db, { userId: actor.id, sittingId });
    if (!judged.ok) return judged;
    const total = await countLabels(tx.db, of);
    if (total === 0) return refuse('labels.none');
    if (total > MOST_LABELS) return refuse('labels.chooseCentre', { labels: total });
    // The person is part of it: two people asking for the same labels are two files, each for one of them.
    const subject = {
      ...{ sittingId, paperCode, round: String(round), userId: actor.id },
      ...(centreId === null ? {} : { centreId }),
    };
    const { organisationId } = judged.value;
    return accept({
      taskId: await openTask(ctx, tx, { organisationId, kind: 'print-labels', subject, total }),
    });
  });
}

/** The one file a printing ever has, so that whatever is killed leaves none behind that nobody knows of. */
export const labelsKey = ({ id, subject }: Pick<TaskRow, 'id' | 'subject'>): string =>
  `labels/${subject.sittingId}/${id}.pdf`;

/** Draws the task's labels and keeps the file until it is taken. Killed and run again, it draws from the first page. */
export async function printLabels(ctx: Ctx, { taskId }: { readonly taskId: string }): Promise<void> {
  const begun = await moveTask(ctx, taskId, { state: 'running', done: 0 });
  if (!begun) return;
  const of = labelsOf(begun);
  const facts = await loadSittingFacts(ctx.db, of.sittingId);
  const read = await readLabels(ctx.db, { taskId, ...of });
  if (!facts || !read.ok) {
    await moveTask(ctx, taskId, { state: 'failed', failure: read.ok ? 'sitting.notFound' : read.reason });
    return;
  }
  const { profile } = facts.organisation;
  const paper = facts.regulation.papers[of.paperCode]?.name ?? { fr: of.paperCode };
  const about = {
    office: officeOf(profile, facts.style),
    title: `Étiquettes · ${paper.fr} · ${facts.sitting.name.fr}`,
    sitting: facts.sitting.name,
    paper,
    printedOn: localDate(ctx.clock(), profile.timeZone),
  };
  const watch = { stopped: false };
  const pages = counted(ctx, begun, pagesOf(read.value), watch);
  const bytes = await ctx.adapters.documents.scriptLabels(about, pages);
  if (watch.stopped) return;
  const fileKey = labelsKey(begun);
  await ctx.adapters.storage.delete(fileKey);
  await ctx.adapters.storage.put(fileKey, bytes, 'application/pdf');
  const fileName = `etiquettes-${of.paperCode}.pdf`;
  const kept = await moveTask(ctx, taskId, { state: 'done', done: begun.total, fileKey, fileName });
  if (!kept) await ctx.adapters.storage.delete(fileKey);
}

function labelsOf({ subject }: TaskRow): LabelsOf {
  return {
    sittingId: subject.sittingId ?? '',
    paperCode: subject.paperCode ?? '',
    round: Number(subject.round ?? '1'),
    centreId: subject.centreId ?? null,
  };
}

/** A room begins on a sheet of its own, so that its labels go to it alone. */
async function* pagesOf(centres: AsyncIterable<LabelCentre>): AsyncIterable<LabelPage> {
  for await (const { name, rows } of centres) {
    const rooms = new Map<string, LabelRow[]>();
    for (const row of rows) {
      const list = rooms.get(row.room);
      if (list) list.push(row);
      else rooms.set(row.room, [row]);
    }
    for (const [room, labels] of rooms)
      for (let start = 0; start < labels.length; start += LABELS_PER_PAGE)
        yield { centre: name, room, labels: labels.slice(start, start + LABELS_PER_PAGE) };
  }
}

async function* counted(
  ctx: Ctx,
  { id, total }: TaskRow,
  pages: AsyncIterable<LabelPage>,
  watch: { stopped: boolean },
): AsyncIterable<LabelPage> {
  let done = 0;
  let seen = 0;
  for await (const page of pages) {
    yield page;
    done += page.labels.length;
    seen += 1;
    if (seen % 10 !== 0) continue;
    const progress = { state: 'running', done: Math.min(done, total), total } as const;
    watch.stopped = (await moveTask(ctx, id, progress)) === undefined;
    if (watch.stopped) return;
  }
}
