import { and, eq, gte, inArray, sql } from 'drizzle-orm';
import { GUESSING_DOORS } from '#app/domain/verification/doors.ts';
import type { Ctx } from '#app/services/context.ts';
import { verificationCount } from '#db/schema/verification.ts';

/** Wrong numbers, codes and tokens of everybody since the hour began, by the doors at which one can guess. */
export async function countFailures(ctx: Pick<Ctx, 'db' | 'clock'>): Promise<number> {
  const hour = new Date(Math.floor(ctx.clock().getTime() / 3_600_000) * 3_600_000);
  const [row] = await ctx.db
    .select({ failures: sql<number>`coalesce(sum(${verificationCount.count}), 0)::int` })
    .from(verificationCount)
    .where(
      and(
        eq(verificationCount.issuer, '-'),
        gte(verificationCount.hour, hour),
        inArray(verificationCount.door, [...GUESSING_DOORS]),
        eq(verificationCount.verdict, 'forged'),
      ),
    );
  return row?.failures ?? 0;
}
