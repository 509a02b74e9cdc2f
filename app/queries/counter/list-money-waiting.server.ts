import { and, eq, isNull, ne, or, sql } from 'drizzle-orm';
import type { Actor } from '#app/domain/access/actor.ts';
import { reachOf } from '#app/domain/access/reach.ts';
import { withinReach } from '#app/queries/office/within-reach.ts';
import type { Db } from '#db/client.ts';
import { waiver } from '#db/schema/fees.ts';
import { till } from '#db/schema/till.ts';
import { countCashRefunds } from './list-cash-refunds.server.ts';

type User = Extract<Actor, { kind: 'user' }>;
type MoneyWaiting = {
  readonly kind: 'tills' | 'waivers' | 'cashRefunds';
  readonly count: number;
  readonly about: null;
  readonly href: string;
};

/** Drawers to take over and waivers to decide, both of somebody else's; refunds to give back in cash. */
export async function listMoneyWaiting(db: Db, actor: User): Promise<readonly MoneyWaiting[]> {
  const approves = reachOf(actor, 'money.approve');
  const tills = await db.$count(
    till,
    and(withinReach(approves, till.organisationId), eq(till.state, 'closed'), ne(till.cashierId, actor.id)),
  );
  const waivers = await db.$count(
    waiver,
    and(
      withinReach(approves, waiver.organisationId),
      eq(waiver.state, 'requested'),
      or(isNull(waiver.requestedBy), sql`${waiver.requestedBy} <> ${actor.id}`),
    ),
  );
  const refunds = await countCashRefunds(db, reachOf(actor, 'money.work'));
  return [
    { kind: 'tills', count: tills, about: null, href: '/bureau/guichet/caisses?etat=closed' } as const,
    {
      kind: 'waivers',
      count: waivers,
      about: null,
      href: '/bureau/caisse/exonerations?etat=requested',
    } as const,
    { kind: 'cashRefunds', count: refunds, about: null, href: '/bureau/guichet/remboursements' } as const,
  ].filter(({ count }) => count > 0);
}
