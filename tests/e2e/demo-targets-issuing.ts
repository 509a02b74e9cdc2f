import { expect } from '@playwright/test';
import { sql } from 'drizzle-orm';
import type { Db } from '#db/client.ts';

export type IssuingTargets = {
  /** A finished pack of the published sitting. */
  readonly documentPack: string;
};

/** Waits for the worker of the demonstration to finish the first. @param sittingId the published sitting */
export async function loadIssuingTargets(db: Db, sittingId: string): Promise<IssuingTargets> {
  const find = async () => {
    const [row] = await db.execute<{ id: string }>(
      sql`select id from document_pack where sitting_id = ${sittingId} and sealed_at is not null limit 1`,
    );
    return row?.id ?? '';
  };
  await expect.poll(find, { timeout: 120_000 }).not.toBe('');
  return { documentPack: await find() };
}
