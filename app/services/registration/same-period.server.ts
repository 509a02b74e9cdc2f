import { and, eq, inArray, notInArray, sql } from 'drizzle-orm';
import { nationalIdKey } from '#app/domain/registration/national-id.ts';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import { nationalIdKeyOf } from '#db/national-id-key.ts';
import { entry } from '#db/schema/registration.ts';
import { exam, sitting } from '#db/schema/sitting.ts';
import { lockKeys, type Tx } from '#db/tx.ts';

/** Sittings of one exam code and year are of one period, whoever holds them. */
export type Period = { readonly examCode: string; readonly year: number };
type Identified = { readonly id: string; readonly nationalId: string | null };

/**
 * Nobody is entered twice in one period (UEMOA directive 02/2007): `entry.samePeriod` when an entry that was sent and
 * not withdrawn, of any office and with or without an account, has the same identity number. The number is locked until
 * commit, so that of two submissions at once one wins. An entry without a number is never refused here.
 */
export async function refuseSamePeriod(
  tx: Tx,
  period: Period,
  row: Identified,
): Promise<Verdict<true, 'entry.samePeriod'>> {
  const taken = await takenInPeriod(tx, period, [row]);
  return taken.size > 0 ? refuse('entry.samePeriod') : accept();
}

/**
 * As `refuseSamePeriod` for the rows of an import, a few hundred at a time: the ids of those whose number is already
 * entered. Two rows of the same list are not compared with each other.
 */
export async function takenInPeriod(
  tx: Tx,
  { examCode, year }: Period,
  rows: readonly Identified[],
): Promise<ReadonlySet<string>> {
  const numbered = rows.flatMap(({ id, nationalId }) => {
    const key = nationalIdKey(nationalId);
    return key === null ? [] : [{ id, key }];
  });
  if (numbered.length === 0) return new Set();
  const keys = [...new Set(numbered.map(({ key }) => key))];
  await lockKeys(
    tx.db,
    keys.map((key) => `national-id:${examCode}:${year}:${key}`),
  );
  const found = await tx.db
    .select({ id: entry.id, key: sql<string>`${nationalIdKeyOf(entry.nationalId)}` })
    .from(entry)
    .innerJoin(sitting, eq(sitting.id, entry.sittingId))
    .innerJoin(exam, eq(exam.id, sitting.examId))
    .where(
      and(
        inArray(nationalIdKeyOf(entry.nationalId), keys),
        eq(exam.code, examCode),
        eq(sitting.year, year),
        notInArray(entry.state, ['draft', 'withdrawn']),
      ),
    );
  return new Set(
    numbered
      .filter(({ id, key }) => found.some((other) => other.key === key && other.id !== id))
      .map(({ id }) => id),
  );
}
