import { and, asc, eq, isNull } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { deliberation, minutes } from '#db/schema/deliberation.ts';
import { jury } from '#db/schema/seating.ts';

export type UnsignedMinutes = {
  readonly deliberationId: string;
  readonly jury: { readonly number: number; readonly name: string };
  readonly round: number;
};

/** The sealed deliberations of a sitting, in any round, whose president hasn't signed the minutes: nothing is published of them. */
export async function listUnsignedMinutes(
  db: Pick<Db, 'select'>,
  sittingId: string,
): Promise<UnsignedMinutes[]> {
  return db
    .select({
      deliberationId: deliberation.id,
      jury: { number: jury.number, name: jury.name },
      round: deliberation.round,
    })
    .from(deliberation)
    .innerJoin(jury, eq(jury.id, deliberation.juryId))
    .leftJoin(minutes, eq(minutes.deliberationId, deliberation.id))
    .where(
      and(
        eq(deliberation.sittingId, sittingId),
        eq(deliberation.state, 'sealed'),
        isNull(minutes.deliberationId),
      ),
    )
    .orderBy(asc(deliberation.round), asc(jury.number));
}
