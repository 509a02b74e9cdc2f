import { eq } from 'drizzle-orm';
import type { RandomPort } from '#app/adapters/random/port.ts';
import {
  ACCESS_CODE_LENGTH,
  charactersOf,
  REFERENCE_LENGTH,
} from '#app/domain/registration/entry-reference.ts';
import type { TxDb } from '#db/client.ts';
import { entry } from '#db/schema/registration.ts';

export type EntryKeys = { readonly reference: string; readonly accessCode: string };

/** A reference that no entry has, and a code: together they open the entry on another phone. */
export async function drawEntryKeys(db: TxDb, random: RandomPort): Promise<EntryKeys> {
  const accessCode = charactersOf(random.bytes(ACCESS_CODE_LENGTH));
  for (;;) {
    const reference = charactersOf(random.bytes(REFERENCE_LENGTH));
    const taken = await db.select({ id: entry.id }).from(entry).where(eq(entry.reference, reference));
    if (taken.length === 0) return { reference, accessCode };
  }
}
