import { and, asc, eq } from 'drizzle-orm';
import type { Actor } from '#app/domain/access/actor.ts';
import type { Ctx } from '#app/services/context.ts';
import { requestRefund } from '#app/services/fees/request-refund.server.ts';
import { invoice } from '#db/schema/fees.ts';
import { reconciliation } from '#db/schema/reconciliation.ts';
import { entry } from '#db/schema/registration.ts';
import { withTx } from '#db/tx.ts';

const DAY = 86_400_000;

type RefundsPlan = {
  readonly ctx: Ctx;
  readonly actors: ReadonlyMap<string, Actor>;
  readonly organisationId: string;
  readonly sittingId: string;
  readonly now: Date;
};

/** A refund of a rejected entry that waits for the accountant, and last night's comparison with the provider. */
export async function seedRefunds({
  ctx,
  actors,
  organisationId,
  sittingId,
  now,
}: RefundsPlan): Promise<void> {
  const actor = actors.get('caisse');
  const [rejected] = await ctx.db
    .select({ number: invoice.number })
    .from(invoice)
    .innerJoin(entry, eq(entry.id, invoice.entryId))
    .where(and(eq(entry.sittingId, sittingId), eq(entry.state, 'rejected'), eq(invoice.state, 'paid')))
    .orderBy(asc(invoice.number));
  if (!actor || !rejected) throw new Error('the demonstration has nobody to give money back to');
  const asked = await requestRefund(
    { ...ctx, actor },
    { organisationId, invoiceNumber: rejected.number, reason: 'Dossier rejeté : droits rendus à la famille' },
  );
  if (!asked.ok) throw new Error(asked.reason);
  await withTx(ctx, 'seedReconciliation', {}, async (tx) => {
    await tx.db.insert(reconciliation).values({
      provider: 'stripe',
      day: new Date(now.getTime() - DAY).toISOString().slice(0, 10),
      state: 'done',
      movements: 0,
      theirs: 0n,
      ours: 0n,
      difference: 0n,
      startedAt: tx.now,
      finishedAt: tx.now,
    });
  });
}
