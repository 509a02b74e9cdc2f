import { readFileSync } from 'node:fs';
import { digestOf } from '#app/domain/shared/digest.ts';
import type { SittingState } from '#app/domain/sitting/states.ts';
import type { Db } from '#db/client.ts';
import { exam, feeSchedule, regulationVersion, sitting } from '#db/schema/sitting.ts';
import { TEST_NOW } from '#tests/setup/bare-context.ts';
import { nextNumber } from './next-number.ts';

const day = 24 * 60 * 60_000;
const fromNow = (days: number) => new Date(TEST_NOW.getTime() + days * day);
const seed = (file: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../db/seed/${file}`, import.meta.url), 'utf8'));

export type CreateSitting = {
  readonly organisationId: string;
  readonly examCode?: string;
  readonly year?: number;
  readonly state?: SittingState;
  readonly entriesOpenAt?: Date;
  readonly entriesCloseAt?: Date;
  readonly examStartsOn?: Date;
  readonly resultsExpectedOn?: Date;
  /** Names of files in db/seed/regulations and db/seed/fees, or bodies. */
  readonly regulation?: string | object;
  readonly fees?: string | object;
};

/** An open sitting of Benin's baccalauréat: entries opened a month ago and close in a month. */
export async function createSitting(db: Db, options: CreateSitting) {
  const { organisationId, examCode = 'BAC', year = 2027, state = 'open' } = options;
  const number = nextNumber();
  const regulation = bodyOf('regulations', options.regulation ?? 'benin-bac');
  const common = { organisationId, version: 1, createdAt: TEST_NOW };
  await db
    .insert(exam)
    .values({ organisationId, code: examCode, name: { fr: 'Baccalauréat', en: 'Baccalaureate' } })
    .onConflictDoNothing();
  const examRow = (await db.select().from(exam)).find(
    (row) => row.organisationId === organisationId && row.code === examCode,
  );
  const [regulationRow] = await db
    .insert(regulationVersion)
    .values({ ...common, code: `reg-${number}`, hash: digestOf(regulation), body: regulation })
    .returning();
  const [feesRow] = await db
    .insert(feeSchedule)
    .values({ ...common, code: `fees-${number}`, body: bodyOf('fees', options.fees ?? 'bac-benin') })
    .returning();
  const [row] = await db
    .insert(sitting)
    .values({
      organisationId,
      examId: given(examRow).id,
      year,
      name: { fr: `Baccalauréat ${year}`, en: `Baccalaureate ${year}` },
      state,
      regulationVersionId: given(regulationRow).id,
      feeScheduleId: given(feesRow).id,
      entriesOpenAt: options.entriesOpenAt ?? fromNow(-30),
      entriesCloseAt: options.entriesCloseAt ?? fromNow(30),
      examStartsOn: options.examStartsOn ?? fromNow(105),
      resultsExpectedOn: options.resultsExpectedOn ?? fromNow(140),
      createdAt: TEST_NOW,
    })
    .returning();
  return given(row);
}

function bodyOf(folder: 'regulations' | 'fees', source: string | object): unknown {
  return typeof source === 'string' ? seed(`${folder}/${source}.json`) : source;
}

function given<T>(row: T | undefined): T {
  if (row === undefined) throw new Error('the factory wrote no row');
  return row;
}
