import { and, eq, notInArray, sql } from 'drizzle-orm';
import { type EntryRules, entryRulesSchema } from '#app/domain/registration/entry-rules.ts';
import { limitsOf } from '#app/domain/registration/quota.ts';
import { type Regulation, regulationSchema } from '#app/domain/regulation/schema.ts';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import type { Ctx } from '#app/services/context.ts';
import { countTaken, quotaLock } from '#app/services/registration/take-place.server.ts';
import { quotaUse } from '#db/schema/registration.ts';
import { regulationVersion, sitting } from '#db/schema/sitting.ts';
import { lockKeys, type Tx, withTx } from '#db/tx.ts';
import { holdSitting, lockOf, recordOf } from './hold-sitting.server.ts';

export type ChangeEntryRules = { readonly sittingId: string; readonly rules: EntryRules };
export type RulesRefusal =
  | 'sitting.notFound'
  | 'state.refused'
  | 'rules.unreadable'
  | 'rules.seriesUnknown'
  | 'rules.quotaBelowTaken';

/**
 * Sets who may enter a sitting and with what, while it is prepared or takes entries. Who: `sitting.manage`. What was sent
 * before stays as it is. `rules.quotaBelowTaken`: a limit lower than the places already taken; `rules.seriesUnknown`: a
 * series the regulation does not have.
 */
export async function changeEntryRules(
  ctx: Ctx,
  { sittingId, rules }: ChangeEntryRules,
): Promise<Verdict<true, RulesRefusal>> {
  const read = entryRulesSchema.safeParse(rules);
  if (!read.success) return refuse('rules.unreadable');
  return withTx(ctx, 'changeEntryRules', { lock: [lockOf(sittingId)] }, async (tx) => {
    const held = await holdSitting(ctx, tx, sittingId, 'sitting.manage');
    if (!held.ok) return held;
    const row = held.value;
    if (row.state !== 'draft' && row.state !== 'open')
      return refuse('state.refused', { from: row.state, event: 'changeEntryRules' });
    const known = checkSeriesOf(read.data, await regulationOf(tx, row.regulationVersionId));
    if (!known.ok) return known;
    const counted = await countPlaces(tx, sittingId, read.data);
    if (!counted.ok) return counted;
    await tx.db.update(sitting).set({ entryRules: read.data }).where(eq(sitting.id, sittingId));
    tx.audit({
      organisationId: row.organisationId,
      action: 'sitting.changeRules',
      subject: { type: 'sitting', id: sittingId },
      before: recordOf(row.entryRules),
      after: recordOf(read.data),
    });
    return accept();
  });
}

async function regulationOf(tx: Tx, id: string): Promise<Regulation> {
  const [row] = await tx.db
    .select({ body: regulationVersion.body })
    .from(regulationVersion)
    .where(eq(regulationVersion.id, id));
  return regulationSchema.parse(row?.body);
}

/** Whether every series the rules name is in the regulation. */
export function checkSeriesOf(
  { seriesFor, quota }: EntryRules,
  regulation: Pick<Regulation, 'series'>,
): Verdict<true, 'rules.seriesUnknown'> {
  const named = [
    ...(seriesFor?.official ?? []),
    ...(seriesFor?.free ?? []),
    ...Object.keys(quota?.series ?? {}),
  ];
  const unknown = named.find((series) => !Object.hasOwn(regulation.series, series));
  return unknown === undefined ? accept() : refuse('rules.seriesUnknown', { series: unknown });
}

/** The sitting is held: nothing is sent meanwhile, and the lock keeps what is given back from being missed. */
async function countPlaces(
  tx: Tx,
  sittingId: string,
  rules: EntryRules,
): Promise<Verdict<true, 'rules.quotaBelowTaken'>> {
  await lockKeys(tx.db, [quotaLock(sittingId)]);
  const limits = limitsOf(rules);
  const kept = limits.map(({ series }) => series);
  await tx.db
    .delete(quotaUse)
    .where(
      and(eq(quotaUse.sittingId, sittingId), kept.length > 0 ? notInArray(quotaUse.series, kept) : undefined),
    );
  for (const { series, places } of limits) {
    const [now] = await tx.db
      .insert(quotaUse)
      .values({ sittingId, series, taken: sql`(${countTaken(sittingId, series)})` })
      .onConflictDoUpdate({
        target: [quotaUse.sittingId, quotaUse.series],
        set: { taken: sql`excluded.taken` },
      })
      .returning({ taken: quotaUse.taken });
    const taken = now?.taken ?? 0;
    if (places < taken) return refuse('rules.quotaBelowTaken', { series, taken });
  }
  return accept();
}
