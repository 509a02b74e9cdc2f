import { and, asc, desc, eq, gte, inArray, isNotNull, isNull, or, sql } from 'drizzle-orm';
import type { Reach } from '#app/domain/access/reach.ts';
import { organisationsOf } from '#app/domain/access/reach.ts';
import type { VerificationDoor } from '#app/domain/verification/doors.ts';
import type { VerificationVerdict } from '#app/domain/verification/verdicts.ts';
import type { Db } from '#db/client.ts';
import { organisation } from '#db/schema/organisation.ts';
import { verificationAlert, verificationCount } from '#db/schema/verification.ts';

export const SHOWN_DAYS = 30;
const DAY_MS = 86_400_000;

/** How many checks a day saw (UTC), by door, verdict and issuer. */
export type DayCount = {
  readonly day: string;
  readonly door: VerificationDoor;
  readonly verdict: VerificationVerdict;
  /** An organisation's code; "-" where no document was recognised. */
  readonly issuer: string;
  readonly count: number;
};

/** The checks of the last days of what the reader's offices issued, and of what nobody issued. Newest day first. */
export async function listDayCounts(db: Db, reach: Reach, now: Date): Promise<readonly DayCount[]> {
  const reached = organisationsOf(reach);
  if (reached.length === 0) return [];
  const today = Math.floor(now.getTime() / DAY_MS) * DAY_MS;
  const day = sql<string>`to_char(${verificationCount.hour} at time zone 'UTC', 'YYYY-MM-DD')`;
  const own = db
    .select({ code: organisation.code })
    .from(organisation)
    .where(inArray(organisation.id, [...reached]));
  return db
    .select({
      day,
      door: verificationCount.door,
      verdict: verificationCount.verdict,
      issuer: verificationCount.issuer,
      count: sql<number>`sum(${verificationCount.count})::int`,
    })
    .from(verificationCount)
    .where(
      and(
        gte(verificationCount.hour, new Date(today - (SHOWN_DAYS - 1) * DAY_MS)),
        or(eq(verificationCount.issuer, '-'), inArray(verificationCount.issuer, own)),
      ),
    )
    .groupBy(day, verificationCount.door, verificationCount.verdict, verificationCount.issuer)
    .orderBy(
      desc(day),
      asc(verificationCount.door),
      asc(verificationCount.verdict),
      asc(verificationCount.issuer),
    );
}

const SHOWN_ALERTS = 20;

/** Alerts nobody has seen, and the last ones somebody has; newest first. */
export async function listAlerts(db: Db, reach: Reach) {
  if (organisationsOf(reach).length === 0) return { open: [], seen: [] };
  const { id, kind, firstHour, lastHour, failures, usual, seenAt } = verificationAlert;
  const columns = { id, kind, firstHour, lastHour, failures, usual, seenAt };
  const select = () => db.select(columns).from(verificationAlert).$dynamic();
  return {
    open: await select().where(isNull(seenAt)).orderBy(desc(lastHour)),
    seen: await select().where(isNotNull(seenAt)).orderBy(desc(lastHour)).limit(SHOWN_ALERTS),
  };
}

export type ShownAlert = Awaited<ReturnType<typeof listAlerts>>['open'][number];

/** How many alerts nobody has seen yet. */
export async function countOpenAlerts(db: Db, reach: Reach): Promise<number> {
  if (organisationsOf(reach).length === 0) return 0;
  return db.$count(verificationAlert, isNull(verificationAlert.seenAt));
}
