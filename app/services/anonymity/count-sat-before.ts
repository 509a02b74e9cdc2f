import { and, countDistinct, eq, lt, type SQL, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { publishedResult } from '#db/schema/publication.ts';
import { entry } from '#db/schema/registration.ts';
import { sitting } from '#db/schema/sitting.ts';
import type { Tx } from '#db/tx.ts';

/**
 * A column for a query that joins `entry` to its `sitting`: in how many earlier sittings of the same examination the same
 * candidate has a published result.
 */
export function countSatBefore(tx: Tx): SQL<number> {
  const [then, when] = [alias(entry, 'earlier_entry'), alias(sitting, 'earlier_sitting')];
  const counted = tx.db
    .select({ sittings: countDistinct(when.id) })
    .from(then)
    .innerJoin(when, eq(when.id, then.sittingId))
    .innerJoin(publishedResult, eq(publishedResult.entryId, then.id))
    .where(
      and(
        eq(then.candidateId, entry.candidateId),
        eq(when.examId, sitting.examId),
        lt(when.examStartsOn, sitting.examStartsOn),
      ),
    );
  return sql<number>`(${counted})::int`;
}
