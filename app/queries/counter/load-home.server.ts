import { and, desc, eq, inArray } from 'drizzle-orm';
import type { Reach } from '#app/domain/access/reach.ts';
import type { Db } from '#db/client.ts';
import { organisation } from '#db/schema/organisation.ts';
import { till } from '#db/schema/till.ts';

export type CounterOffice = {
  readonly id: string;
  readonly name: string;
  readonly currency: string;
  readonly timeZone: string;
};

/** The offices whose counters somebody works at. */
export async function listOffices(db: Db, { organisations }: Reach): Promise<readonly CounterOffice[]> {
  if (organisations.length === 0) return [];
  const rows = await db
    .select({ id: organisation.id, profile: organisation.profile })
    .from(organisation)
    .where(inArray(organisation.id, [...organisations]))
    .orderBy(organisation.code);
  return rows.map(({ id, profile }) => ({
    id,
    name: profile.shortName,
    currency: profile.currency,
    timeZone: profile.timeZone,
  }));
}

/** A cashier's own drawers that are open, and their last ones. */
export async function listOwnTills(db: Db, cashierId: string) {
  return db
    .select({
      id: till.id,
      organisationId: till.organisationId,
      day: till.day,
      state: till.state,
      float: till.float,
      currency: till.currency,
      openedAt: till.openedAt,
    })
    .from(till)
    .where(and(eq(till.cashierId, cashierId)))
    .orderBy(desc(till.day), desc(till.openedAt))
    .limit(10);
}
