import { sql } from 'drizzle-orm';
import type { Ctx } from '#app/services/context.ts';
import { withTx } from '#db/tx.ts';

/**
 * Says of long work whose job has failed for the last time that it has failed: it would look as if it went on for an
 * hour, and nobody could let it go on. Returns how many.
 */
export async function giveUpTasks(ctx: Ctx): Promise<number> {
  return withTx(ctx, 'giveUpTasks', {}, async (tx) => {
    const rows = await tx.db.execute<{ id: string; kind: string; organisation: string }>(sql`
      update task t set state = 'failed', failure = 'abandoned', updated_at = ${tx.now.toISOString()}::timestamptz
      where t.state in ('queued', 'running') and exists (
        select from graphile_worker.jobs j
        where j.key = t.kind || ':' || t.id and j.attempts >= j.max_attempts and j.locked_at is null)
      returning t.id, t.kind, t.organisation_id as organisation`);
    for (const { id, kind, organisation } of rows)
      tx.audit({
        organisationId: organisation,
        action: 'task.fail',
        subject: { type: 'task', id },
        detail: { task: kind, failure: 'abandoned' },
      });
    return rows.length;
  });
}
