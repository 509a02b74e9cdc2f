import { and, eq, gt, sql } from 'drizzle-orm';
import { sha256Hex } from '#app/domain/shared/digest.ts';
import { accept, type Refused, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import type { Db } from '#db/client.ts';
import { rateLimit } from '#db/schema/access.ts';
import { tooManyRequests } from './error-responses.ts';

type LimitContext = { readonly db: Db; readonly clock: () => Date };

export type Limit = {
  /** What is limited, such as "signIn.contact". */
  readonly name: string;
  /** Who or what is counted: an address, a contact, a table number. Kept only as a hash. */
  readonly key: string;
  readonly max: number;
  readonly windowSeconds: number;
};

/** How much of a limit is used, and when its window ends. */
export type LimitState = { readonly count: number; readonly secondsLeft: number };

const keyOf = ({ name, key }: Limit) => sha256Hex(`${name}\n${key}`);

/**
 * Counts one try. A fixed window begins with the first try. One statement on one row: processes and machines count
 * together.
 */
export async function countTry(ctx: LimitContext, counted: Limit): Promise<LimitState> {
  const now = ctx.clock();
  const over = new Date(now.getTime() - counted.windowSeconds * 1000);
  const ended = sql`${rateLimit.windowStart} <= ${over.toISOString()}::timestamptz`;
  const [row] = await ctx.db
    .insert(rateLimit)
    .values({ key: keyOf(counted), windowStart: now, count: 1 })
    .onConflictDoUpdate({
      target: rateLimit.key,
      set: {
        count: sql`case when ${ended} then 1 else ${rateLimit.count} + 1 end`,
        windowStart: sql`case when ${ended} then excluded.window_start else ${rateLimit.windowStart} end`,
      },
    })
    .returning({ count: rateLimit.count, windowStart: rateLimit.windowStart });
  return stateOf(row, over, counted.windowSeconds);
}

/** How many tries were counted in the window, without counting one. */
export async function readTries(ctx: LimitContext, read: Limit): Promise<LimitState> {
  const over = new Date(ctx.clock().getTime() - read.windowSeconds * 1000);
  const [row] = await ctx.db
    .select({ count: rateLimit.count, windowStart: rateLimit.windowStart })
    .from(rateLimit)
    .where(and(eq(rateLimit.key, keyOf(read)), gt(rateLimit.windowStart, over)));
  return stateOf(row, over, read.windowSeconds);
}

function stateOf(
  row: { readonly count: number; readonly windowStart: Date } | undefined,
  over: Date,
  windowSeconds: number,
): LimitState {
  if (!row) return { count: 0, secondsLeft: windowSeconds };
  return {
    count: row.count,
    secondsLeft: Math.max(1, Math.ceil((row.windowStart.getTime() - over.getTime()) / 1000)),
  };
}

export function refuseLimited(seconds: number): Refused<'rate.limited'> {
  return refuse('rate.limited', { seconds, minutes: Math.ceil(seconds / 60) });
}

/** Counts one try; `rate.limited` from the one after `max` until the window ends (`seconds`, `minutes` in its detail). */
export async function limit(ctx: LimitContext, counted: Limit): Promise<Verdict<true, 'rate.limited'>> {
  const { count, secondsLeft } = await countTry(ctx, counted);
  return count <= counted.max ? accept() : refuseLimited(secondsLeft);
}

/** Counts a try against each limit in turn; the first that is passed answers. */
export async function limitAll(
  ctx: LimitContext,
  limits: readonly Limit[],
): Promise<Verdict<true, 'rate.limited'>> {
  for (const one of limits) {
    const allowed = await limit(ctx, one);
    if (!allowed.ok) return allowed;
  }
  return accept();
}

/** As `limitAll`, for pages without a form. @throws Response the 429 page. */
export async function limitOrThrow(ctx: LimitContext, limits: readonly Limit[]): Promise<void> {
  const allowed = await limitAll(ctx, limits);
  if (!allowed.ok) throw tooManyRequests(Number(allowed.detail?.seconds ?? 60));
}

/**
 * The address to count by. Of IPv6 the first 64 bits: one subscriber has them all, and could otherwise try from a
 * fresh address each time.
 */
export function addressKey(clientAddress: string): string {
  const address = clientAddress.replace(/%.*$/, '').toLowerCase();
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(address)?.[1];
  if (mapped) return mapped;
  if (!address.includes(':')) return address;
  const [head = '', tail] = address.split('::');
  const first = head === '' ? [] : head.split(':');
  const last = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - first.length - last.length);
  const groups = [...first, ...Array<string>(zeros).fill('0'), ...last];
  return groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':');
}
