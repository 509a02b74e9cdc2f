import { sql } from 'drizzle-orm';
import type { Ctx } from '#app/services/context.ts';

/** Longer than any job takes but those in bulk, which two workers may do at once: each batch is done by one of them. */
const LONGEST_JOB_MS = 10 * 60_000;

/**
 * Gives back the jobs that a worker took and has not ended in ten minutes: it was killed. The queue itself would wait for
 * four hours, and a code would then be too old to be sent. Returns how many workers were given up.
 */
export async function releaseJobs(ctx: Ctx): Promise<number> {
  const before = new Date(ctx.clock().getTime() - LONGEST_JOB_MS).toISOString();
  const rows = await ctx.db.execute<{ worker: string }>(sql`
    select distinct locked_by as worker from graphile_worker.jobs
    where locked_at < ${before}::timestamptz and locked_by is not null`);
  const workers = JSON.stringify(rows.map(({ worker }) => worker));
  if (rows.length > 0)
    await ctx.db.execute(sql`
      select graphile_worker.force_unlock_workers(array(select jsonb_array_elements_text(${workers}::jsonb)))`);
  return rows.length;
}
