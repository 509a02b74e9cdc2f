import { and, desc, eq, ne } from 'drizzle-orm';
import { authorise } from '#app/domain/access/actor.ts';
import {
  DEFAULT_ENTRY_RULES,
  type EntryRules,
  entryRulesSchema,
} from '#app/domain/registration/entry-rules.ts';
import { parseRegulation } from '#app/domain/regulation/check-regulation.ts';
import type { Regulation } from '#app/domain/regulation/schema.ts';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import { draftTimetable, moveTimetable } from '#app/domain/sitting/draft-timetable.ts';
import type { Slot } from '#app/domain/sitting/readiness.ts';
import type { Ctx } from '#app/services/context.ts';
import { exam, feeSchedule, paperSlot, regulationVersion, sitting } from '#db/schema/sitting.ts';
import { type Tx, withTx } from '#db/tx.ts';
import { checkSeriesOf } from './change-entry-rules.server.ts';
import { recordOf } from './hold-sitting.server.ts';

export type CreateSitting = {
  readonly examId: string;
  readonly year: number;
  readonly name: { readonly fr: string; readonly en: string };
  readonly regulationVersionId: string;
  readonly feeScheduleId: string;
  readonly entriesOpenAt: Date;
  readonly entriesCloseAt: Date;
  /** Midnight of the first day where the office is. */
  readonly examStartsOn: Date;
  readonly resultsExpectedOn: Date | null;
  /** The last sitting's hours moved to the new first day, or two papers a day in the regulation's order. */
  readonly timetable: 'lastSitting' | 'regulation';
  /** Left out: those of the exam's last sitting, else what every sitting asks. */
  readonly entryRules?: EntryRules;
};

export type CreateSittingRefusal =
  | 'exam.notFound'
  | 'sitting.yearTaken'
  | 'sitting.regulationInvalid'
  | 'sitting.partNotFound'
  | 'sitting.closesBeforeOpening'
  | 'sitting.examBeforeClosing'
  | 'rules.unreadable'
  | 'rules.seriesUnknown';

/**
 * Prepares a sitting as a draft with a first timetable. Who: `sitting.manage` in the exam's organisation; an unknown exam
 * and one of another organisation are the same `exam.notFound`. `sitting.partNotFound` for a regulation or fee schedule
 * of another organisation; `sitting.yearTaken` when the exam already has a sitting that year.
 */
export async function createSitting(
  ctx: Ctx,
  command: CreateSitting,
): Promise<Verdict<{ sittingId: string }, CreateSittingRefusal>> {
  const { timetable, entryRules: _, ...values } = command;
  return withTx(ctx, 'createSitting', { lock: [`exam:${command.examId}`] }, async (tx) => {
    const [about] = await tx.db.select().from(exam).where(eq(exam.id, command.examId));
    if (!about || !authorise(ctx.actor, 'sitting.manage', { organisationId: about.organisationId }).ok)
      return refuse('exam.notFound');
    const { organisationId } = about;
    const parts = await loadParts(tx, organisationId, command);
    if (!parts) return refuse('sitting.partNotFound');
    const regulation = parseRegulation(parts.regulation);
    if (!regulation.ok) return refuse('sitting.regulationInvalid', { problems: regulation.problems.length });
    const rules = await rulesOf(tx, command, regulation.value);
    if (!rules.ok) return rules;
    const dates = datesOf(command);
    if (!dates.ok) return dates;
    const same = and(eq(sitting.examId, about.id), eq(sitting.year, command.year));
    const taken = await tx.db.select({ id: sitting.id }).from(sitting).where(same);
    if (taken.length > 0) return refuse('sitting.yearTaken', { year: command.year });
    const [row] = await tx.db
      .insert(sitting)
      .values({ ...values, entryRules: rules.value, organisationId, state: 'draft', createdAt: tx.now })
      .returning();
    if (!row) throw new Error('the sitting was not written');
    const slots = await slotsOf(tx, row, timetable, regulation.value);
    if (slots.length > 0)
      await tx.db.insert(paperSlot).values(slots.map((slot) => ({ ...slot, sittingId: row.id })));
    tx.audit({
      organisationId,
      action: 'sitting.create',
      subject: { type: 'sitting', id: row.id },
      after: recordOf({ ...row, slots }),
      detail: { exam: about.code, year: row.year },
    });
    return accept({ sittingId: row.id });
  });
}

async function loadParts(
  tx: Tx,
  organisationId: string,
  { regulationVersionId, feeScheduleId }: CreateSitting,
): Promise<{ regulation: unknown } | undefined> {
  const [regulation] = await tx.db
    .select({ body: regulationVersion.body })
    .from(regulationVersion)
    .where(
      and(
        eq(regulationVersion.id, regulationVersionId),
        eq(regulationVersion.organisationId, organisationId),
      ),
    );
  const fees = await tx.db
    .select({ id: feeSchedule.id })
    .from(feeSchedule)
    .where(and(eq(feeSchedule.id, feeScheduleId), eq(feeSchedule.organisationId, organisationId)));
  return regulation && fees.length > 0 ? { regulation: regulation.body } : undefined;
}

/** The last sitting's rules hold only as far as the new regulation has their series. */
async function rulesOf(
  tx: Tx,
  { examId, entryRules }: CreateSitting,
  regulation: Regulation,
): Promise<Verdict<EntryRules, 'rules.unreadable' | 'rules.seriesUnknown'>> {
  if (entryRules) {
    const read = entryRulesSchema.safeParse(entryRules);
    if (!read.success) return refuse('rules.unreadable');
    const known = checkSeriesOf(read.data, regulation);
    return known.ok ? accept(read.data) : known;
  }
  const [last] = await tx.db
    .select({ rules: sitting.entryRules })
    .from(sitting)
    .where(eq(sitting.examId, examId))
    .orderBy(desc(sitting.year))
    .limit(1);
  const before = last ? entryRulesSchema.parse(last.rules) : DEFAULT_ENTRY_RULES;
  return accept(checkSeriesOf(before, regulation).ok ? before : DEFAULT_ENTRY_RULES);
}

function datesOf({
  entriesOpenAt,
  entriesCloseAt,
  examStartsOn,
}: CreateSitting): Verdict<true, 'sitting.closesBeforeOpening' | 'sitting.examBeforeClosing'> {
  if (entriesOpenAt >= entriesCloseAt) return refuse('sitting.closesBeforeOpening');
  return entriesCloseAt < examStartsOn ? accept() : refuse('sitting.examBeforeClosing');
}

async function slotsOf(
  tx: Tx,
  row: typeof sitting.$inferSelect,
  wish: CreateSitting['timetable'],
  regulation: Regulation,
): Promise<readonly Slot[]> {
  const drafted = draftTimetable(regulation, row.examStartsOn);
  if (wish === 'regulation') return drafted;
  const [last] = await tx.db
    .select({ id: sitting.id, examStartsOn: sitting.examStartsOn })
    .from(sitting)
    .where(and(eq(sitting.examId, row.examId), ne(sitting.id, row.id)))
    .orderBy(desc(sitting.year))
    .limit(1);
  if (!last) return drafted;
  const before = await tx.db
    .select({ paperCode: paperSlot.paperCode, startsAt: paperSlot.startsAt, minutes: paperSlot.minutes })
    .from(paperSlot)
    .where(eq(paperSlot.sittingId, last.id));
  return moveTimetable(before, { from: last.examStartsOn, to: row.examStartsOn, regulation });
}
