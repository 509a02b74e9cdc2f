import type { Ctx } from '#app/services/context.ts';
import { giveUpTasks } from '#app/services/upkeep/give-up-tasks.server.ts';
import { releaseJobs } from '#app/services/upkeep/release-jobs.server.ts';

export async function releaseJobsJob(ctx: Ctx): Promise<void> {
  const workers = await releaseJobs(ctx);
  if (workers > 0) ctx.log.warn({ workers }, 'jobs of a worker that was killed are done again');
  const tasks = await giveUpTasks(ctx);
  if (tasks > 0) ctx.log.warn({ tasks }, 'long work whose job failed for the last time has failed');
}
