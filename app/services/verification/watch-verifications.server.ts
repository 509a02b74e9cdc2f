import { and, desc, eq, gte, inArray, isNull, or, sql } from 'drizzle-orm';
import { GUESSING_DOORS, READING_DOORS } from '#app/domain/verification/doors.ts';
import { judgeHour } from '#app/domain/verification/spikes.ts';
import type { VerificationVerdict } from '#app/domain/verification/verdicts.ts';
import type { Ctx } from '#app/services/context.ts';
import { verificationAlert, verificationCount } from '#db/schema/verification.ts';
import { type Tx, withTx } from '#db/tx.ts';

const HOUR_MS = 3_600_000;
const DAYS = 7;

type Kind = 'forgeries' | 'guesses';

/** What is a failure of each kind: at which doors, with which answers. */
const FAILURES: Readonly<
  Record<Kind, { readonly doors: readonly string[]; readonly verdicts: readonly VerificationVerdict[] }>
> = {
  forgeries: { doors: READING_DOORS, verdicts: ['forged', 'unknown-issuer'] },
  guesses: { doors: GUESSING_DOORS, verdicts: ['forged'] },
};

/**
 * Compares this hour and the one before with the same hours of the last seven days, and opens an alert, or extends the
 * one that nobody has seen yet. Run again it finds the same.
 * @returns how many alerts were opened or extended
 */
export async function watchVerifications(ctx: Ctx): Promise<{ alerts: number }> {
  const now = Math.floor(ctx.clock().getTime() / HOUR_MS) * HOUR_MS;
  const counts = await countsByHour(ctx, new Date(now - (DAYS * 24 + 1) * HOUR_MS));
  return withTx(ctx, 'watchVerifications', { lock: ['verification-alerts'] }, async (tx) => {
    let alerts = 0;
    for (const kind of ['forgeries', 'guesses'] as const)
      for (const hour of [now - HOUR_MS, now]) {
        const at = (time: number) => counts.get(`${kind} ${time}`) ?? 0;
        const others = Array.from({ length: DAYS }, (_, day) => at(hour - (day + 1) * 24 * HOUR_MS));
        const { usual, isSpike } = judgeHour(at(hour), others);
        if (!isSpike) continue;
        await raise(tx, { kind, hour, usual }, at);
        alerts += 1;
      }
    return { alerts };
  });
}

/** Failures by kind and hour, the hour in milliseconds since 1970. */
async function countsByHour(ctx: Ctx, since: Date): Promise<ReadonlyMap<string, number>> {
  const rows = await ctx.db
    .select({
      hour: verificationCount.hour,
      door: verificationCount.door,
      verdict: verificationCount.verdict,
      count: sql<number>`sum(${verificationCount.count})::int`,
    })
    .from(verificationCount)
    .where(
      and(
        gte(verificationCount.hour, since),
        inArray(verificationCount.verdict, [...FAILURES.forgeries.verdicts]),
      ),
    )
    .groupBy(verificationCount.hour, verificationCount.door, verificationCount.verdict);
  const counts = new Map<string, number>();
  for (const { hour, door, verdict, count } of rows)
    for (const kind of ['forgeries', 'guesses'] as const) {
      const { doors, verdicts } = FAILURES[kind];
      if (!doors.includes(door) || !verdicts.includes(verdict)) continue;
      const key = `${kind} ${hour.getTime()}`;
      counts.set(key, (counts.get(key) ?? 0) + count);
    }
  return counts;
}

type Spike = { readonly kind: Kind; readonly hour: number; readonly usual: number };

/** A spike goes into the alert of the hour before or of its own; one that was seen is only extended within its hour. */
async function raise(tx: Tx, { kind, hour, usual }: Spike, at: (hour: number) => number): Promise<void> {
  const [latest] = await tx.db
    .select()
    .from(verificationAlert)
    .where(
      and(
        eq(verificationAlert.kind, kind),
        or(
          eq(verificationAlert.lastHour, new Date(hour)),
          and(eq(verificationAlert.lastHour, new Date(hour - HOUR_MS)), isNull(verificationAlert.seenAt)),
          gte(verificationAlert.lastHour, new Date(hour)),
        ),
      ),
    )
    .orderBy(desc(verificationAlert.lastHour))
    .limit(1);
  if (!latest) {
    await tx.db.insert(verificationAlert).values({
      ...{ kind, usual, failures: at(hour) },
      firstHour: new Date(hour),
      lastHour: new Date(hour),
    });
    return;
  }
  const last = Math.max(hour, latest.lastHour.getTime());
  // Of a wave longer than the counts read here, the sum already noted is what it was until then.
  const failures = Math.max(latest.failures, sumOf(latest.firstHour.getTime(), last, at));
  await tx.db
    .update(verificationAlert)
    .set({ lastHour: new Date(last), failures })
    .where(eq(verificationAlert.id, latest.id));
}

function sumOf(first: number, last: number, at: (hour: number) => number): number {
  let sum = 0;
  for (let hour = first; hour <= last; hour += HOUR_MS) sum += at(hour);
  return sum;
}
