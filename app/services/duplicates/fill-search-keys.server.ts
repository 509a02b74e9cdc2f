import { and, eq, isNotNull, isNull, or, sql } from 'drizzle-orm';
import { searchKeys } from '#app/domain/registration/search-keys.ts';
import type { Ctx } from '#app/services/context.ts';
import { entry } from '#db/schema/registration.ts';
import { type Tx, withTx } from '#db/tx.ts';

const BATCH = 5000;

/**
 * Gives the entries of a sitting that lack them the keys by which the same person is looked for: those written before
 * there were keys, and those the demonstration writes. Runs in batches; killed and run again, it goes on.
 */
export async function fillSearchKeys(
  ctx: Ctx,
  { sittingId }: { readonly sittingId: string },
): Promise<{ filled: number }> {
  let filled = 0;
  for (;;) {
    const batch = await withTx(ctx, 'fillSearchKeys', { lock: [`search-keys:${sittingId}`] }, (tx) =>
      fillBatch(tx, sittingId),
    );
    filled += batch;
    if (batch < BATCH) return { filled };
  }
}

async function fillBatch(tx: Tx, sittingId: string): Promise<number> {
  const rows = await tx.db
    .select({
      id: entry.id,
      surname: entry.surname,
      givenNames: entry.givenNames,
      birthPlace: entry.birthPlace,
    })
    .from(entry)
    .where(
      and(
        eq(entry.sittingId, sittingId),
        or(
          and(isNull(entry.nameKey), isNotNull(entry.surname), isNotNull(entry.givenNames)),
          and(isNull(entry.placeKey), isNotNull(entry.birthPlace)),
        ),
      ),
    )
    .limit(BATCH);
  if (rows.length === 0) return 0;
  const keys = rows.map((row) => ({ id: row.id, ...searchKeys(row) }));
  await tx.db.execute(sql`update ${entry} set name_key = k."nameKey", place_key = k."placeKey"
    from jsonb_to_recordset(${JSON.stringify(keys)}::jsonb) as k(id uuid, "nameKey" text, "placeKey" text)
    where ${entry.id} = k.id`);
  return rows.length;
}
