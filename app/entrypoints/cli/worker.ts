import { productionRuntime, stopOnSignal } from '../production.server.ts';
import { startWorker } from '../worker.server.ts';

export const help = `
palmares worker [--concurrency N]
  Runs background jobs (payments, documents, messages) until SIGINT or SIGTERM; jobs in hand are finished first.
  As many workers as you like may run on one database.
`;

export async function run(args: string[]): Promise<number> {
  const [flag, count] = args;
  const concurrency = flag === undefined ? 4 : Number(count);
  if (
    args.length > 2 ||
    (flag !== undefined && flag !== '--concurrency') ||
    !Number.isInteger(concurrency) ||
    concurrency < 1
  ) {
    process.stderr.write(help);
    return 2;
  }
  const runtime = await productionRuntime();
  const worker = await startWorker(runtime, { concurrency });
  runtime.log.info({ concurrency }, 'worker started');
  await stopOnSignal(async () => {
    await worker.stop();
    await runtime.close();
  });
  return 0;
}
