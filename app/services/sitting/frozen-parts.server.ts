import { eq } from 'drizzle-orm';
import { type FeeSchedule, feeScheduleSchema } from '#app/domain/fees/fee-schedule.ts';
import { type Regulation, regulationSchema } from '#app/domain/regulation/schema.ts';
import type { Db, TxDb } from '#db/client.ts';
import { feeSchedule, regulationVersion } from '#db/schema/sitting.ts';

/** More sittings than an installation has at work at once. */
const KEPT = 64;

/** Keeps what was read by its id, the last `KEPT` of them: only for rows that the database never lets change. */
function kept<T>(read: (db: Db | TxDb, id: string) => Promise<T>): (db: Db | TxDb, id: string) => Promise<T> {
  const known = new Map<string, T>();
  return async (db, id) => {
    const found = known.get(id);
    if (found !== undefined) return found;
    const value = await read(db, id);
    known.set(id, value);
    for (const oldest of known.keys()) {
      if (known.size <= KEPT) break;
      known.delete(oldest);
    }
    return value;
  };
}

/** A version of a regulation, read and parsed once per process. @throws for an unknown id. */
export const loadRegulation = kept(async (db, versionId): Promise<Regulation> => {
  const [row] = await db
    .select({ body: regulationVersion.body })
    .from(regulationVersion)
    .where(eq(regulationVersion.id, versionId));
  if (!row) throw new Error(`no regulation ${versionId}`);
  return regulationSchema.parse(row.body);
});

/** A version of a fee schedule, read and parsed once per process. @throws for an unknown id. */
export const loadFeeSchedule = kept(async (db, scheduleId): Promise<FeeSchedule> => {
  const [row] = await db
    .select({ body: feeSchedule.body })
    .from(feeSchedule)
    .where(eq(feeSchedule.id, scheduleId));
  if (!row) throw new Error(`no fee schedule ${scheduleId}`);
  return feeScheduleSchema.parse(row.body);
});
