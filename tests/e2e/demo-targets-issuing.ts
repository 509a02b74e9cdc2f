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
  const documentPack = await find();
  await makePrint(db, { sittingId, documentPack });
  return { documentPack };
}

/** What the registrar's button does. */
async function makePrint(db: Db, { sittingId, documentPack }: { sittingId: string; documentPack: string }) {
  const subject = JSON.stringify({ sittingId, packId: documentPack });
  await db.execute(sql`
    with t as (insert into task (organisation_id, kind, subject, state, total, created_at, updated_at)
      select organisation_id, 'print-pack', ${subject}::jsonb, 'queued', documents, now(), now()
      from document_pack where id = ${documentPack} returning id)
    select graphile_worker.add_job('print-pack', json_build_object('taskId', id)) from t`);
  const printed = async () => {
    const [row] = await db.execute<{ state: string }>(
      sql`select state from task where kind = 'print-pack' and subject = ${subject}::jsonb order by created_at desc limit 1`,
    );
    return row?.state;
  };
  await expect.poll(printed, { timeout: 60_000 }).toBe('done');
}
