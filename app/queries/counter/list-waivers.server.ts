import { and, desc, eq, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Reach } from '#app/domain/access/reach.ts';
import { feeScheduleSchema } from '#app/domain/fees/fee-schedule.ts';
import type { WaiverState } from '#app/domain/fees/states.ts';
import { withinReach } from '#app/queries/office/within-reach.ts';
import type { Db } from '#db/client.ts';
import { userAccount } from '#db/schema/access.ts';
import { invoice, waiver } from '#db/schema/fees.ts';
import { entry } from '#db/schema/registration.ts';
import { feeSchedule } from '#db/schema/sitting.ts';

export const WAIVERS_PER_PAGE = 50;
const decider = alias(userAccount, 'decider');

export type WaiverFilter = { readonly state?: WaiverState | undefined; readonly page: number };

/** Waivers, those that wait for a decision first. */
export async function listWaivers(db: Db, reach: Reach, { state, page }: WaiverFilter) {
  const shown = and(withinReach(reach, waiver.organisationId), state ? eq(waiver.state, state) : undefined);
  const rows = await db
    .select({
      id: waiver.id,
      organisationId: waiver.organisationId,
      state: waiver.state,
      exemption: waiver.exemption,
      amount: waiver.amount,
      currency: waiver.currency,
      reason: waiver.reason,
      createdAt: waiver.createdAt,
      decidedAt: waiver.decidedAt,
      requestedById: waiver.requestedBy,
      requestedBy: userAccount.displayName,
      decidedBy: decider.displayName,
      invoiceId: invoice.id,
      invoice: invoice.number,
      surname: entry.surname,
      givenNames: entry.givenNames,
      schedule: feeSchedule.body,
    })
    .from(waiver)
    .innerJoin(invoice, eq(invoice.id, waiver.invoiceId))
    .innerJoin(entry, eq(entry.id, invoice.entryId))
    .innerJoin(feeSchedule, eq(feeSchedule.id, invoice.feeScheduleId))
    .leftJoin(userAccount, eq(userAccount.id, waiver.requestedBy))
    .leftJoin(decider, eq(decider.id, waiver.decidedBy))
    .where(shown)
    .orderBy(sql`${waiver.state} <> 'requested'`, desc(waiver.createdAt), waiver.id)
    .limit(WAIVERS_PER_PAGE)
    .offset((page - 1) * WAIVERS_PER_PAGE);
  return {
    rows: rows.map(({ schedule, ...row }) => ({
      ...row,
      label:
        feeScheduleSchema.parse(schedule).exemptions?.find(({ code }) => code === row.exemption)?.label ??
        null,
    })),
    total: await db.$count(waiver, shown),
  };
}
