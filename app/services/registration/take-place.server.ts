import { and, eq, gt, inArray, lt, sql } from 'drizzle-orm';
import type { EntryRules } from '#app/domain/registration/entry-rules.ts';
import { holdsPlace, limitsFor, WHOLE_SITTING } from '#app/domain/registration/quota.ts';
import { ENTRY_STATES } from '#app/domain/registration/states.ts';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import { entry, quotaUse } from '#db/schema/registration.ts';
import { lockKeys, type Tx } from '#db/tx.ts';
import type { OwnEntry } from './load-own-entry.server.ts';

export type QuotaRefusal = 'quota.full' | 'quota.fullSitting';

type Place = { readonly sittingId: string; readonly series: string };

/**
 * Takes a place in a sitting and a series where the rules limit them: the counter's row is locked until commit, so that
 * the last place goes to one. `quota.full` names the series and its places.
 */
export async function takePlace(
  tx: Tx,
  { sittingId, series }: Place,
  rules: EntryRules,
): Promise<Verdict<true, QuotaRefusal>> {
  for (const { series: key, places } of limitsFor(rules, series)) {
    const use = and(eq(quotaUse.sittingId, sittingId), eq(quotaUse.series, key));
    await tx.db
      .insert(quotaUse)
      .values({ sittingId, series: key, taken: sql`(${countTaken(sittingId, key)})` })
      .onConflictDoNothing();
    const taken = await tx.db
      .update(quotaUse)
      .set({ taken: sql`${quotaUse.taken} + 1` })
      .where(and(use, lt(quotaUse.taken, places)))
      .returning({ taken: quotaUse.taken });
    if (taken.length > 0) continue;
    return key === WHOLE_SITTING
      ? refuse('quota.fullSitting', { places })
      : refuse('quota.full', { series: key, places });
  }
  return accept();
}

/** What keeps the places of a sitting from being counted anew while one is given back. */
export const quotaLock = (sittingId: string): string => `quota:${sittingId}`;

/** Gives back what `takePlace` took, for whoever waits. */
export async function releasePlace(tx: Tx, { sittingId, series }: Place): Promise<void> {
  await lockKeys(tx.db, [quotaLock(sittingId)]);
  for (const key of [WHOLE_SITTING, series])
    await tx.db
      .update(quotaUse)
      .set({ taken: sql`${quotaUse.taken} - 1` })
      .where(and(eq(quotaUse.sittingId, sittingId), eq(quotaUse.series, key), gt(quotaUse.taken, 0)));
}

/** A sent entry that changes series takes a place in the new one and gives back the old. */
export async function movePlace(
  tx: Tx,
  { entry: row, rules }: Pick<OwnEntry, 'entry' | 'rules'>,
  series: string | null | undefined,
): Promise<Verdict<true, QuotaRefusal>> {
  if (!series || row.series === null || series === row.series || !holdsPlace(row)) return accept();
  const { sittingId } = row;
  await releasePlace(tx, { sittingId, series: row.series });
  return takePlace(tx, { sittingId, series }, rules);
}

const HOLDING = ENTRY_STATES.filter((state) => holdsPlace({ state }));

/** How many entries hold a place, as a query: in one series, or in the whole sitting. */
export function countTaken(sittingId: string, key: string) {
  const one = key === WHOLE_SITTING ? undefined : eq(entry.series, key);
  return sql`select count(*)::int from ${entry} where ${and(eq(entry.sittingId, sittingId), inArray(entry.state, HOLDING), one)}`;
}
