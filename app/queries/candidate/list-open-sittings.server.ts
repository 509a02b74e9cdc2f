import { and, asc, eq, gt, sql } from 'drizzle-orm';
import { type FeeSchedule, feeScheduleSchema } from '#app/domain/fees/fee-schedule.ts';
import type { Db } from '#db/client.ts';
import { organisation } from '#db/schema/organisation.ts';
import { feeSchedule, sitting } from '#db/schema/sitting.ts';

type Text = { readonly fr: string; readonly en: string };

export type OpenSitting = {
  readonly id: string;
  readonly name: Text;
  readonly office: Text;
  readonly currency: string;
  readonly opensAt: Date;
  readonly closesAt: Date;
  readonly examStartsOn: Date;
  /** False while its opening is still ahead. */
  readonly isOpen: boolean;
  readonly fees: FeeSchedule['lines'];
};

/** Sittings that take entries now or will, of every office, the first to close first. At most 50: there are few. */
export async function listOpenSittings(db: Db, now: Date): Promise<OpenSitting[]> {
  const rows = await db
    .select({ sitting, profile: organisation.profile, fees: feeSchedule.body })
    .from(sitting)
    .innerJoin(organisation, eq(organisation.id, sitting.organisationId))
    .innerJoin(feeSchedule, eq(feeSchedule.id, sitting.feeScheduleId))
    .where(and(eq(sitting.state, 'open'), gt(sitting.entriesCloseAt, now)))
    .orderBy(asc(sitting.entriesCloseAt), sql`${sitting.name} ->> 'fr'`, asc(sitting.id))
    .limit(50);
  return rows.map(({ sitting: row, profile, fees }) => {
    const schedule = feeScheduleSchema.parse(fees);
    return {
      id: row.id,
      name: row.name,
      office: profile.name,
      currency: schedule.currency,
      opensAt: row.entriesOpenAt,
      closesAt: row.entriesCloseAt,
      examStartsOn: row.examStartsOn,
      isOpen: row.entriesOpenAt <= now,
      fees: schedule.lines.filter(({ per }) => per !== 'claim'),
    };
  });
}
