import { and, eq, or } from 'drizzle-orm';
import { authorise } from '#app/domain/access/actor.ts';
import { readAmount } from '#app/domain/counter/read-amount.ts';
import { localDate } from '#app/domain/shared/local-date.ts';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import type { Ctx } from '#app/services/context.ts';
import { organisation } from '#db/schema/organisation.ts';
import { till } from '#db/schema/till.ts';
import { withTx } from '#db/tx.ts';

export type OpenTill = {
  readonly organisationId: string;
  /** The change in the drawer at the start, as typed. */
  readonly float: string;
};
export type OpenTillRefusal = 'access.denied' | 'amount.unreadable' | 'till.stillOpen' | 'till.onceADay';

/**
 * Opens a cashier's drawer for today. Who: `money.work`. `till.stillOpen`: an earlier one must be closed first;
 * `till.onceADay`: today's is closed already.
 */
export async function openTill(
  ctx: Ctx,
  { organisationId, float: typed }: OpenTill,
): Promise<Verdict<{ tillId: string }, OpenTillRefusal>> {
  const { actor } = ctx;
  if (actor.kind !== 'user' || !authorise(actor, 'money.work', { organisationId }).ok)
    return refuse('access.denied');
  const lock = [`cashier:${organisationId}:${actor.id}`];
  return withTx(ctx, 'openTill', { lock }, async (tx) => {
    const [office] = await tx.db
      .select({ profile: organisation.profile })
      .from(organisation)
      .where(eq(organisation.id, organisationId));
    if (!office) return refuse('access.denied');
    const { currency, timeZone } = office.profile;
    const float = readAmount(typed, currency);
    if (!float.ok) return float;
    if (float.value < 0n) return refuse('amount.unreadable');
    const day = localDate(tx.now, timeZone);
    const mine = and(eq(till.organisationId, organisationId), eq(till.cashierId, actor.id));
    const others = await tx.db
      .select({ state: till.state })
      .from(till)
      .where(and(mine, or(eq(till.state, 'open'), eq(till.day, day))));
    if (others.some(({ state }) => state === 'open')) return refuse('till.stillOpen');
    if (others.length > 0) return refuse('till.onceADay');
    const [row] = await tx.db
      .insert(till)
      .values({
        organisationId,
        cashierId: actor.id,
        day,
        currency,
        float: float.value,
        state: 'open',
        openedAt: tx.now,
      })
      .returning({ id: till.id });
    if (!row) throw new Error('the till was not written');
    tx.audit({
      organisationId,
      action: 'till.open',
      subject: { type: 'till', id: row.id },
      detail: { day, float: float.value.toString(), currency },
    });
    return accept({ tillId: row.id });
  });
}
