import { and, asc, count, eq, isNull, ne, or, type SQL } from 'drizzle-orm';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import { checkRoundSealed } from '#app/services/rounds/settle-rounds.server.ts';
import type { Db } from '#db/client.ts';
import { codeTable } from '#db/schema/anonymity.ts';
import { deliberation } from '#db/schema/deliberation.ts';
import { bundle, dossier, script } from '#db/schema/marking.ts';
import { centre, room } from '#db/schema/organisation.ts';
import { seat } from '#db/schema/seating.ts';
import { task } from '#db/schema/task.ts';
import type { Tx } from '#db/tx.ts';
import { judgeLabelPrinter, type LabelPrinterRefusal } from './judge-label-printer.server.ts';

/** Rows to an insert: PostgreSQL takes at most 65 535 values at once. */
const BATCH = 5000;

export type Masked = { readonly dossier: string; readonly entryId: string };

/** Keeps whose code each dossier is. Rows go in by code, so that their order tells nothing either. */
export async function maskEntries(tx: Tx, sittingId: string, masked: readonly Masked[]): Promise<void> {
  const rows = [...masked]
    .sort((a, b) => (a.dossier < b.dossier ? -1 : 1))
    .map((row) => ({ ...row, sittingId }));
  for (let start = 0; start < rows.length; start += BATCH)
    await tx.db.insert(codeTable).values(rows.slice(start, start + BATCH));
}

/**
 * Whose dossier each code is, once every jury of the sitting has sealed its deliberation, and those of the later round under
 * way if its juries have begun; never before. `anonymity.notSealed` with how many dossiers still await a seal,
 * `round.notSealed` with how many juries.
 */
export async function unmask(
  tx: Tx,
  sittingId: string,
): Promise<Verdict<ReadonlyMap<string, string>, 'anonymity.notSealed' | 'round.notSealed'>> {
  const waiting = await tx.db
    .select({ dossiers: count() })
    .from(dossier)
    .leftJoin(deliberation, and(eq(deliberation.juryId, dossier.juryId), eq(deliberation.round, 1)))
    .where(
      and(eq(dossier.sittingId, sittingId), or(isNull(deliberation.id), ne(deliberation.state, 'sealed'))),
    );
  const dossiers = waiting[0]?.dossiers ?? 0;
  if (dossiers > 0) return refuse('anonymity.notSealed', { dossiers });
  const sealed = await checkRoundSealed(tx, sittingId);
  if (!sealed.ok) return sealed;
  const rows = await tx.db
    .select({ dossier: codeTable.dossier, entryId: codeTable.entryId })
    .from(codeTable)
    .where(eq(codeTable.sittingId, sittingId));
  return accept(new Map(rows.map((row) => [row.dossier, row.entryId])));
}

export type LabelsOf = {
  readonly sittingId: string;
  readonly paperCode: string;
  readonly round: number;
  /** `null` for every centre. */
  readonly centreId: string | null;
};
export type LabelRow = {
  readonly code: string;
  readonly tableNumber: string;
  readonly room: string;
  readonly bundle: number;
  readonly position: number;
};
/** Labels of one centre, by room and seat. */
export type LabelCentre = { readonly name: string; readonly rows: readonly LabelRow[] };

const labelsOf = ({ sittingId, paperCode, round, centreId }: LabelsOf): SQL | undefined =>
  and(
    eq(codeTable.sittingId, sittingId),
    eq(script.paperCode, paperCode),
    eq(script.round, round),
    centreId === null ? undefined : eq(seat.centreId, centreId),
  );

/** How many labels there are to draw. */
export async function countLabels(db: Pick<Db, 'select'>, of: LabelsOf): Promise<number> {
  const [row] = await db
    .select({ labels: count() })
    .from(codeTable)
    .innerJoin(script, eq(script.dossier, codeTable.dossier))
    .innerJoin(seat, eq(seat.entryId, codeTable.entryId))
    .where(labelsOf(of));
  return row?.labels ?? 0;
}

const byName = new Intl.Collator('fr', { numeric: true });

/**
 * Which code goes on the script of which table, centre by centre, for the task that draws labels. Who asked for it is read
 * from the task and judged again here, so that no caller can ask in somebody else's name: `labels.alsoMarks`,
 * `sitting.notFound` when the role is gone or the task is another. No name, candidate number or entry leaves this table.
 */
export async function readLabels(
  db: Db,
  { taskId, ...of }: LabelsOf & { readonly taskId: string },
): Promise<Verdict<AsyncIterable<LabelCentre>, LabelPrinterRefusal>> {
  const [asked] = await db.select().from(task).where(eq(task.id, taskId));
  const isTheirs = asked?.kind === 'print-labels' && asked.subject.sittingId === of.sittingId;
  if (!isTheirs || asked.state !== 'running' || asked.createdBy === null) return refuse('sitting.notFound');
  const judged = await judgeLabelPrinter(db, { userId: asked.createdBy, sittingId: of.sittingId });
  return judged.ok ? accept(labelCentres(db, of)) : judged;
}

async function* labelCentres(db: Db, of: LabelsOf): AsyncIterable<LabelCentre> {
  const centres = await db
    .selectDistinct({ id: centre.id, code: centre.code, name: centre.name })
    .from(seat)
    .innerJoin(centre, eq(centre.id, seat.centreId))
    .where(and(eq(seat.sittingId, of.sittingId), of.centreId ? eq(centre.id, of.centreId) : undefined))
    .orderBy(asc(centre.code));
  for (const { id, code, name } of centres) {
    const rows = await db
      .select({
        code: script.code,
        tableNumber: seat.tableNumber,
        room: room.name,
        bundle: bundle.number,
        position: script.position,
      })
      .from(codeTable)
      .innerJoin(script, eq(script.dossier, codeTable.dossier))
      .innerJoin(bundle, eq(bundle.id, script.bundleId))
      .innerJoin(seat, eq(seat.entryId, codeTable.entryId))
      .innerJoin(room, eq(room.id, seat.roomId))
      .where(labelsOf({ ...of, centreId: id }))
      .orderBy(asc(seat.seatNumber));
    yield { name: `${code} · ${name}`, rows: rows.sort((a, b) => byName.compare(a.room, b.room)) };
  }
}
