import { eq } from 'drizzle-orm';
import type { SittingPlan } from '#app/domain/sitting/readiness.ts';
import type { Db, TxDb } from '#db/client.ts';
import { feeSchedule, paperSlot, regulationVersion, type sitting } from '#db/schema/sitting.ts';

/** All that decides whether a sitting is ready to take entries. */
export async function loadPlan(
  db: Db | TxDb,
  row: Pick<
    typeof sitting.$inferSelect,
    'id' | 'regulationVersionId' | 'feeScheduleId' | 'entriesOpenAt' | 'entriesCloseAt' | 'examStartsOn'
  >,
): Promise<SittingPlan> {
  const [regulation] = await db
    .select({ body: regulationVersion.body })
    .from(regulationVersion)
    .where(eq(regulationVersion.id, row.regulationVersionId));
  const [fees] = await db
    .select({ body: feeSchedule.body })
    .from(feeSchedule)
    .where(eq(feeSchedule.id, row.feeScheduleId));
  const slots = await db.select().from(paperSlot).where(eq(paperSlot.sittingId, row.id));
  const { entriesOpenAt, entriesCloseAt, examStartsOn } = row;
  return {
    regulation: regulation?.body,
    feeSchedule: fees?.body,
    slots,
    entriesOpenAt,
    entriesCloseAt,
    examStartsOn,
  };
}
