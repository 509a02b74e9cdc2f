import { and, asc, isNotNull, ne } from 'drizzle-orm';
import type { Bilingual } from '#app/domain/regulation/schema.ts';
import type { Db } from '#db/client.ts';
import { sitting } from '#db/schema/sitting.ts';

/** Sittings past their inscriptions whose results are still to come, with the date that was announced. */
export async function listExpected(db: Db): Promise<{ name: Bilingual; expectedOn: Date }[]> {
  const rows = await db
    .select({ name: sitting.name, expectedOn: sitting.resultsExpectedOn })
    .from(sitting)
    .where(
      and(isNotNull(sitting.resultsExpectedOn), ne(sitting.state, 'published'), ne(sitting.state, 'draft')),
    )
    .orderBy(asc(sitting.resultsExpectedOn))
    .limit(10);
  return rows.flatMap(({ name, expectedOn }) => (expectedOn ? [{ name, expectedOn }] : []));
}
