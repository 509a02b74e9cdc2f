import { parseCronItems, run } from 'graphile-worker';
import { type JobName, jobPayloads } from '#app/domain/jobs/catalogue.ts';
import { jobHandlers } from '#app/jobs/registry.server.ts';
import { summaryOf } from './logged-error.ts';
import type { Runtime } from './runtime.server.ts';

/** Work that comes round by itself, in UTC. */
const CRON: readonly { task: JobName; match: string; options: { backfillPeriod: number } }[] = [
  { task: 'poll-payments', match: '*/5 * * * *', options: { backfillPeriod: 0 } },
  { task: 'release-jobs', match: '*/5 * * * *', options: { backfillPeriod: 0 } },
  { task: 'follow-releases', match: '* * * * *', options: { backfillPeriod: 0 } },
  { task: 'watch-verifications', match: '*/10 * * * *', options: { backfillPeriod: 0 } },
  { task: 'reconcile-provider', match: '10 3 * * *', options: { backfillPeriod: 6 * 3_600_000 } },
  { task: 'purge-expired', match: '17 2 * * *', options: { backfillPeriod: 0 } },
];

/**
 * Runs jobs until stopped; stopping lets the jobs in hand finish. A job that fails is tried again with growing
 * pauses; one whose payload can't be read is an error at once.
 */
export async function startWorker(
  runtime: Runtime,
  { concurrency = 4 } = {},
): Promise<{ stop(): Promise<void> }> {
  const taskList = Object.fromEntries(
    (Object.keys(jobHandlers) as JobName[]).map((name) => [
      name,
      async (payload: unknown, { job }: { job: { id: string } }) => {
        const ctx = runtime.contextFor({ kind: 'system', name: `worker:${name}` }, `job-${job.id}`);
        try {
          await jobHandlers[name](ctx, jobPayloads[name].parse(payload ?? {}) as never);
        } catch (error) {
          // graphile-worker writes the message of what is thrown into its log and its table.
          runtime.log.warn({ err: error, job: job.id, name }, 'a job failed');
          throw new Error(summaryOf(error));
        }
      },
    ]),
  );
  const silent = () => undefined;
  const runner = await run({
    connectionString: runtime.databaseUrl,
    concurrency,
    noHandleSignals: true,
    pollInterval: 1000,
    taskList,
    parsedCronItems: parseCronItems([...CRON]),
    logger: await quietLogger(runtime, silent),
  });
  return { stop: () => runner.stop() };
}

/** graphile-worker's own log, warnings and errors only, without payloads. */
async function quietLogger(runtime: Runtime, silent: () => undefined) {
  const { Logger } = await import('graphile-worker');
  return new Logger(() => (level, message) => {
    if (level === 'error') runtime.log.error({ source: 'worker' }, message);
    else if (level === 'warning') runtime.log.warn({ source: 'worker' }, message);
    else silent();
  });
}
