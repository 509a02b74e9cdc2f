import type { Ctx } from '#app/services/context.ts';
import { releaseJobs } from '#app/services/upkeep/release-jobs.server.ts';

export async function releaseJobsJob(ctx: Ctx): Promise<void> {
  const workers = await releaseJobs(ctx);
  if (workers > 0) ctx.log.warn({ workers }, 'jobs of a worker that was killed are done again');
}
