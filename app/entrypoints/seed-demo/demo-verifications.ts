import type { VerificationDoor } from '#app/domain/verification/doors.ts';
import type { VerificationVerdict } from '#app/domain/verification/verdicts.ts';
import type { Ctx } from '#app/services/context.ts';
import { watchVerifications } from '#app/services/verification/watch-verifications.server.ts';
import { verificationCount } from '#db/schema/verification.ts';

const HOUR_MS = 3_600_000;
const DAYS = 14;

/** What a day sees: at which hour before now, by which door, with which answer, how often. */
const A_DAY: readonly (readonly [number, VerificationDoor, VerificationVerdict, number])[] = [
  [2, 'address', 'valid', 41],
  [2, 'address', 'superseded', 2],
  [2, 'typed', 'valid', 17],
  [2, 'typed', 'forged', 6],
  [5, 'scan', 'valid', 12],
  [5, 'address', 'forged', 1],
  [5, 'api', 'valid', 58],
  [7, 'pdf', 'valid', 4],
  [7, 'bulk', 'valid', 33],
  [7, 'scan', 'unreadable', 3],
];

/** Two weeks of checks that rise and fall, and a wave of forgeries within the last hour, which the watch finds. */
export async function seedVerifications(ctx: Ctx, issuer: string): Promise<void> {
  const now = Math.floor(ctx.clock().getTime() / HOUR_MS);
  const hourOf = (hoursAgo: number) => new Date((now - hoursAgo) * HOUR_MS);
  const usual = Array.from({ length: DAYS }, (_, day) =>
    A_DAY.map(([hour, door, verdict, count]) => ({
      issuer: verdict === 'forged' || verdict === 'unreadable' ? '-' : issuer,
      hour: hourOf(day * 24 + hour),
      ...{ door, verdict },
      count: Math.max(1, Math.round((count * (10 + ((day * 7) % 9))) / 14)),
    })),
  ).flat();
  const wave = { issuer: '-', hour: hourOf(1), door: 'address', verdict: 'forged', count: 47 } as const;
  await ctx.db.insert(verificationCount).values([...usual, wave]);
  await watchVerifications(ctx);
}
