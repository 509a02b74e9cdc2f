import { eq } from 'drizzle-orm';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import type { Ctx } from '#app/services/context.ts';
import { publishedList } from '#db/schema/verification.ts';
import { type Tx, withTx } from '#db/tx.ts';
import { publishStatusList } from './status-list.server.ts';
import { publishTrustList } from './trust-list.server.ts';

export type PublishedList = typeof publishedList.$inferSelect;

/** How a status list is called where lists are kept. */
export function statusListName(organisationCode: string, list = 0): string {
  return list === 0 ? `status:${organisationCode}` : `status:${organisationCode}/${list}`;
}

/** The list as it was signed last. */
export async function findPublished(ctx: Pick<Ctx, 'db'>, name: string): Promise<PublishedList | undefined> {
  const [row] = await ctx.db.select().from(publishedList).where(eq(publishedList.name, name));
  return row;
}

/**
 * Puts a list in the place of the one that was seen when it was made, or of none. False, and nothing done, when another
 * was put there meanwhile: it may know more. `also` runs in the same transaction.
 */
export async function keepPublished(
  ctx: Ctx,
  list: PublishedList,
  seen: PublishedList | undefined,
  also: (tx: Tx) => void = () => undefined,
): Promise<boolean> {
  return withTx(ctx, 'publishList', { lock: [`published-list:${list.name}`] }, async (tx) => {
    const [now] = await tx.db.select().from(publishedList).where(eq(publishedList.name, list.name));
    if (now?.token !== seen?.token) return false;
    await tx.db
      .insert(publishedList)
      .values(list)
      .onConflictDoUpdate({ target: publishedList.name, set: list });
    also(tx);
    return true;
  });
}

/** What is served: the list as signed last, however old, or one made now where none was ever kept. */
export type ServedList = { readonly token: string; readonly entityTag?: string };

const served = ({ token, version, issuedAt }: PublishedList): ServedList => ({
  token,
  entityTag: `"${version}-${issuedAt.getTime() / 1000}"`,
});

/** @throws when the root key is kept offline and has signed no list yet */
export async function serveTrustList(ctx: Ctx): Promise<ServedList> {
  const kept = await findPublished(ctx, 'trust');
  return kept ? served(kept) : { token: await publishTrustList(ctx) };
}

/** `list`: as written in the address, absent for an organisation's first. */
export async function serveStatusList(
  ctx: Ctx,
  organisationCode: string,
  list = '0',
): Promise<Verdict<ServedList, 'organisation.unknown' | 'statusList.unknown'>> {
  if (!/^(0|[1-9]\d{0,3})$/.test(list)) return refuse('statusList.unknown');
  const kept = await findPublished(ctx, statusListName(organisationCode, Number(list)));
  if (kept) return accept(served(kept));
  const made = await publishStatusList(ctx, organisationCode, Number(list));
  return made.ok ? accept({ token: made.value }) : made;
}
