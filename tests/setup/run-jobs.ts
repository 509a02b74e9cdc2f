import { sql } from 'drizzle-orm';
import { type JobName, jobPayloads } from '#app/domain/jobs/catalogue.ts';
import { jobHandlers } from '#app/jobs/registry.server.ts';
import type { Ctx } from '#app/services/context.ts';

/**
 * Does the worker's part for the jobs named, until none is left: several at once, each taken off the queue when it is
 * done and tried again when it fails, as graphile-worker does. Returns how many ran.
 * @throws when one fails five times.
 */
export async function runJobs(
  ctx: Ctx,
  names: readonly JobName[],
  { concurrency = 4 } = {},
): Promise<number> {
  const tries = new Map<string, number>();
  let ran = 0;
  for (;;) {
    const rows = await ctx.db.execute<{ id: string; name: JobName; payload: unknown }>(sql`
      select j.id, t.identifier as name, j.payload
      from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
      where t.identifier in ${[...names]} order by j.priority, j.id limit 200`);
    if (rows.length === 0) return ran;
    // Taken off first: a job asked for again meanwhile is another one.
    await ctx.db.execute(
      sql`select graphile_worker.complete_jobs(array(select unnest(${`{${rows.map(({ id }) => id).join()}}`}::bigint[])))`,
    );
    await eachOf([...rows], concurrency, async ({ name, payload }) => {
      ran += 1;
      for (;;) {
        try {
          const ctxOfJob = { ...ctx, actor: { kind: 'system', name: `worker:${name}` } as const };
          return await jobHandlers[name](ctxOfJob, jobPayloads[name].parse(payload) as never);
        } catch (error) {
          const key = JSON.stringify([name, payload]);
          tries.set(key, (tries.get(key) ?? 0) + 1);
          if ((tries.get(key) ?? 0) >= 5) throw error;
        }
      }
    });
  }
}

/** Runs `work` over all items, `concurrency` at a time. */
export async function eachOf<T>(
  items: readonly T[],
  concurrency: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  let next = 0;
  await Promise.all(
    Array.from({ length: concurrency }, async () => {
      while (next < items.length) {
        const item = items[next++];
        if (item !== undefined) await work(item);
      }
    }),
  );
}
