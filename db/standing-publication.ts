import type { Db, TxDb } from './client.ts';
import { findReleased } from './released.ts';

/**
 * The version of a sitting's results that everyone reads: the one released or put back last. One that is written and waits
 * for its hour is nobody's yet.
 */
export async function findStandingPublication(
  db: Db | TxDb,
  sittingId: string,
): Promise<{ readonly id: string; readonly publishedAt: Date } | undefined> {
  const released = await findReleased(db, sittingId);
  return released && { id: released.id, publishedAt: released.publishedAt };
}
