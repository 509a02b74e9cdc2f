import { desc, eq } from 'drizzle-orm';
import type { Db } from '#db/client.ts';
import { correctionRequest } from '#db/schema/registration.ts';

/** What a candidate asked to have corrected, the last first. The caller has checked who may read the entry. */
export async function listCorrections(db: Db, entryId: string) {
  const { id, text, state, answer, createdAt, answeredAt } = correctionRequest;
  return db
    .select({ id, text, state, answer, createdAt, answeredAt })
    .from(correctionRequest)
    .where(eq(correctionRequest.entryId, entryId))
    .orderBy(desc(createdAt))
    .limit(20);
}

export type Correction = Awaited<ReturnType<typeof listCorrections>>[number];
