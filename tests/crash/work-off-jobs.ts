import { sql } from 'drizzle-orm';
import { type JobName, jobPayloads } from '#app/domain/jobs/catalogue.ts';
import type { Ctx } from '#app/services/context.ts';

type Handlers = {
  readonly [Name in JobName]?: (ctx: Ctx, payload: never) => Promise<unknown>;
};

/**
 * Does the worker's part for the jobs about one thing: each is taken off the queue once it is done, so that a job whose
 * worker was killed is there for the next. `names` is part of the payload, such as a payment's id.
 */
export async function workOffJobs(ctx: Ctx, names: string, handlers: Handlers): Promise<void> {
  for (;;) {
    const [job] = await ctx.db.execute<{ id: string; name: JobName; payload: unknown }>(sql`
      select j.id, t.identifier as name, j.payload
      from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
      where t.identifier in ${Object.keys(handlers)} and j.payload::text like ${`%${names}%`}
      order by j.id limit 1`);
    if (!job) return;
    await handlers[job.name]?.(ctx, jobPayloads[job.name].parse(job.payload) as never);
    await ctx.db.execute(sql`select graphile_worker.complete_jobs(array[${job.id}::bigint])`);
  }
}
