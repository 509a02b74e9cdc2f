import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseRegulation } from '#app/domain/regulation/check-regulation.ts';
import { hashRegulation } from '#app/domain/regulation/hash-regulation.ts';
import type { Regulation } from '#app/domain/regulation/schema.ts';
import type { SittingState } from '#app/domain/sitting/states.ts';
import type { Ctx } from '#app/services/context.ts';
import { exam, feeSchedule, paperSlot, regulationVersion, sitting } from '#db/schema/sitting.ts';

export type DemoSitting = typeof sitting.$inferSelect & {
  readonly regulation: Regulation;
  readonly examCode: string;
};

export type SittingPlan = {
  readonly organisationId: string;
  readonly exam: { readonly code: string; readonly name: { fr: string; en: string } };
  readonly year: number;
  readonly name: { fr: string; en: string };
  readonly state: SittingState;
  /** Names of files in db/seed/regulations and db/seed/fees. */
  readonly regulation: string;
  readonly fees: string;
  /** What this country's regulation says beside the sample it is taken from. */
  readonly regulationAdds?: object;
  /** What papers say beyond those of the file, by code. */
  readonly papersAdd?: Readonly<Record<string, object>>;
  readonly opens: Date;
  readonly closes: Date;
  readonly examStarts: Date;
  readonly results: Date;
};

const read = async (folder: string, name: string): Promise<unknown> =>
  JSON.parse(await readFile(join(process.cwd(), 'db/seed', folder, `${name}.json`), 'utf8'));

function withPapers(
  regulation: { readonly papers?: Readonly<Record<string, object>> },
  added: Readonly<Record<string, object>> = {},
): object {
  const papers = Object.entries(regulation.papers ?? {});
  return {
    ...regulation,
    papers: Object.fromEntries(papers.map(([code, paper]) => [code, { ...paper, ...added[code] }])),
  };
}

/** A sitting with its exam, regulation, fees and one slot per paper for all its series. */
export async function seedSitting(ctx: Ctx, plan: SittingPlan): Promise<DemoSitting> {
  const { organisationId, year } = plan;
  const createdAt = ctx.clock();
  const sample = await read('regulations', plan.regulation);
  const parsed = parseRegulation(withPapers(Object.assign({}, sample, plan.regulationAdds), plan.papersAdd));
  if (!parsed.ok) throw new Error(`regulation ${plan.regulation}: ${JSON.stringify(parsed.problems)}`);
  const regulation = parsed.value;
  const [examRow] = await ctx.db
    .insert(exam)
    .values({ organisationId, ...plan.exam })
    .onConflictDoUpdate({ target: [exam.organisationId, exam.code], set: { name: plan.exam.name } })
    .returning();
  const version = { organisationId, code: regulation.code, version: year, createdAt };
  const [regulationRow] = await ctx.db
    .insert(regulationVersion)
    .values({ ...version, hash: hashRegulation(regulation), body: regulation })
    .returning();
  const [feesRow] = await ctx.db
    .insert(feeSchedule)
    .values({ ...version, code: plan.fees, body: await read('fees', plan.fees) })
    .returning();
  if (!examRow || !regulationRow || !feesRow) throw new Error('the sitting has no parts');
  const [row] = await ctx.db
    .insert(sitting)
    .values({
      organisationId,
      examId: examRow.id,
      year,
      name: plan.name,
      state: plan.state,
      regulationVersionId: regulationRow.id,
      feeScheduleId: feesRow.id,
      entriesOpenAt: plan.opens,
      entriesCloseAt: plan.closes,
      examStartsOn: plan.examStarts,
      resultsExpectedOn: plan.results,
      createdAt,
    })
    .returning();
  if (!row) throw new Error('no sitting');
  await ctx.db.insert(paperSlot).values(timetable(row.id, regulation, plan.examStarts));
  return { ...row, regulation, examCode: plan.exam.code };
}

/** Two papers a day, at 8 and at 15 o'clock, in the regulation's order; orals after all the rest. */
function timetable(sittingId: string, regulation: Regulation, firstDay: Date) {
  const papers = Object.entries(regulation.papers).sort(
    ([, a], [, b]) => Number(a.kind === 'oral') - Number(b.kind === 'oral'),
  );
  return papers.map(([paperCode], index) => {
    const startsAt = new Date(firstDay);
    startsAt.setUTCDate(startsAt.getUTCDate() + Math.floor(index / 2));
    startsAt.setUTCHours(index % 2 === 0 ? 7 : 14, 0, 0, 0);
    return { sittingId, paperCode, startsAt, minutes: index % 2 === 0 ? 180 : 120 };
  });
}
