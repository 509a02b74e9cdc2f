import { and, eq, inArray, sum } from 'drizzle-orm';
import { listToFill, STATUS_LIST_SIZE } from '#app/domain/verification/status-places.ts';
import type { Ctx } from '#app/services/context.ts';
import { document, documentCounter } from '#db/schema/document.ts';
import type { Tx } from '#db/tx.ts';

const MOST_ROUNDS = 50;

/**
 * Random free places in the status list that an organisation fills now, so that neighbours in a list tell nothing of each
 * other.
 * @throws when the list has no room left for them
 */
export async function drawStatusIndexes(
  ctx: Pick<Ctx, 'adapters'>,
  tx: Tx,
  organisationId: string,
  count: number,
): Promise<number[]> {
  const first = (await findListToFill(tx, organisationId)) * STATUS_LIST_SIZE;
  const free = new Set<number>();
  for (let round = 0; free.size < count; round += 1) {
    if (round === MOST_ROUNDS) throw new Error('the status list is full');
    const drawn = new Set<number>();
    const bytes = Buffer.from(ctx.adapters.random.bytes(4 * (count - free.size)));
    for (let at = 0; at < bytes.length; at += 4) {
      const index = first + (bytes.readUInt32BE(at) % STATUS_LIST_SIZE);
      if (!free.has(index)) drawn.add(index);
    }
    const taken = await tx.db
      .select({ index: document.statusIndex })
      .from(document)
      .where(and(eq(document.organisationId, organisationId), inArray(document.statusIndex, [...drawn])));
    for (const { index } of taken) drawn.delete(index);
    for (const index of drawn) free.add(index);
  }
  return [...free];
}

/** By the numbers given so far: editions take places too, but are too few to fill what a list keeps free. */
async function findListToFill(tx: Tx, organisationId: string): Promise<number> {
  const [row] = await tx.db
    .select({ numbers: sum(documentCounter.last).mapWith(Number) })
    .from(documentCounter)
    .where(eq(documentCounter.organisationId, organisationId));
  return listToFill(row?.numbers ?? 0);
}
