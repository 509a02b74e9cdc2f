import { and, eq, sql } from 'drizzle-orm';
import { type Actor, authorise } from '#app/domain/access/actor.ts';
import { tillAccount } from '#app/domain/counter/till-rules.ts';
import { localDate } from '#app/domain/shared/local-date.ts';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import type { Db, TxDb } from '#db/client.ts';
import { posting } from '#db/schema/fees.ts';
import { organisation } from '#db/schema/organisation.ts';
import { till } from '#db/schema/till.ts';

export type TillRow = typeof till.$inferSelect;

/** What the ledger says came into a drawer less what went out, in minor units; its float is not in it. */
export async function tillBooked(db: Db | TxDb, tillId: string): Promise<bigint> {
  const [row] = await db
    .select({ sum: sql<string>`coalesce(sum(${posting.amount}), 0)::text` })
    .from(posting)
    .where(eq(posting.account, tillAccount(tillId)));
  return BigInt(row?.sum ?? '0');
}

export type OwnTillRefusal = 'till.notOpen' | 'till.otherDay';

/**
 * The drawer a cashier works in now: their own, open, and of today where the office is. `till.notOpen`, or
 * `till.otherDay` for one that was never closed.
 */
export async function findOwnTill(
  db: Db | TxDb,
  actor: Actor,
  { organisationId, now }: { readonly organisationId: string; readonly now: Date },
): Promise<Verdict<TillRow, OwnTillRefusal>> {
  if (actor.kind !== 'user' || !authorise(actor, 'money.work', { organisationId }).ok)
    return refuse('till.notOpen');
  const [row] = await db
    .select({ till, profile: organisation.profile })
    .from(till)
    .innerJoin(organisation, eq(organisation.id, till.organisationId))
    .where(
      and(eq(till.organisationId, organisationId), eq(till.cashierId, actor.id), eq(till.state, 'open')),
    );
  if (!row) return refuse('till.notOpen');
  if (row.till.day !== localDate(now, row.profile.timeZone))
    return refuse('till.otherDay', { day: row.till.day });
  return accept(row.till);
}
