import { and, asc, eq, gt, gte, lt } from 'drizzle-orm';
import type { Reach } from '#app/domain/access/reach.ts';
import { withinReach } from '#app/queries/office/within-reach.ts';
import type { Db } from '#db/client.ts';
import { journal, posting } from '#db/schema/fees.ts';

export type Period = { readonly from: Date; readonly to: Date };
const PAGE = 2000;

/** Every posting of the journals of a period (`from` ≤ time < `to`), in the order they were written, a page at a time. */
export async function* eachPosting(db: Db, reach: Reach, { from, to }: Period) {
  let last = 0n;
  for (;;) {
    const rows = await db
      .select({
        id: posting.id,
        journalId: journal.id,
        at: journal.at,
        reference: journal.reference,
        memo: journal.memo,
        account: posting.account,
        currency: posting.currency,
        amount: posting.amount,
      })
      .from(posting)
      .innerJoin(journal, eq(journal.id, posting.journalId))
      .where(
        and(
          withinReach(reach, journal.organisationId),
          gte(journal.at, from),
          lt(journal.at, to),
          gt(posting.id, last),
        ),
      )
      .orderBy(asc(posting.id))
      .limit(PAGE);
    const end = rows.at(-1);
    if (!end) return;
    yield rows;
    if (rows.length < PAGE) return;
    last = end.id;
  }
}
