import { and, eq, inArray, or } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { accept, refuse, type Verdict } from '#app/domain/shared/verdict.ts';
import { duplicatePair, entry } from '#db/schema/registration.ts';
import type { Tx } from '#db/tx.ts';
import { LIVING } from './find-duplicates.server.ts';

/** `review.duplicateOpen`, naming the other entry, while nobody has decided whether the two are one person's. */
export async function refuseOpenPair(
  tx: Tx,
  entryId: string,
): Promise<Verdict<true, 'review.duplicateOpen'>> {
  const other = alias(entry, 'other');
  const [pair] = await tx.db
    .select({ number: other.number })
    .from(duplicatePair)
    .innerJoin(
      other,
      or(
        and(eq(duplicatePair.entryA, entryId), eq(other.id, duplicatePair.entryB)),
        and(eq(duplicatePair.entryB, entryId), eq(other.id, duplicatePair.entryA)),
      ),
    )
    .where(and(eq(duplicatePair.state, 'open'), inArray(other.state, [...LIVING])))
    .limit(1);
  return pair ? refuse('review.duplicateOpen', { number: pair.number ?? '' }) : accept();
}
