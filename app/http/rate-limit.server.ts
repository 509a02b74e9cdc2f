import { sql } from 'drizzle-orm';
import { sha256Hex } from '#app/domain/shared/digest.ts';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
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

/**
 * Counts one try; `rate.limited` from the one after `max` until the window ends (`seconds`, `minutes` in its detail).
 * A fixed window begins with the first try. One statement on one row: processes and machines count together.
 */
export async function limit(
  ctx: LimitContext,
  { name, key, max, windowSeconds }: Limit,
): Promise<Verdict<true, 'rate.limited'>> {
  const now = ctx.clock();
  const over = new Date(now.getTime() - windowSeconds * 1000);
  const ended = sql`${rateLimit.windowStart} <= ${over.toISOString()}::timestamptz`;
  const [row] = await ctx.db
    .insert(rateLimit)
    .values({ key: sha256Hex(`${name}\n${key}`), windowStart: now, count: 1 })
    .onConflictDoUpdate({
      target: rateLimit.key,
      set: {
        count: sql`case when ${ended} then 1 else ${rateLimit.count} + 1 end`,
        windowStart: sql`case when ${ended} then excluded.window_start else ${rateLimit.windowStart} end`,
      },
    })
    .returning({ count: rateLimit.count, windowStart: rateLimit.windowStart });
  if (!row || row.count <= max) return accept();
  const seconds = Math.max(1, Math.ceil((row.windowStart.getTime() - over.getTime()) / 1000));
  return refuse('rate.limited', { seconds, minutes: Math.ceil(seconds / 60) });
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
