import { runProduction } from '../run-production.ts';

export const help = `
palmares worker [--concurrency N]
  Runs background jobs (payments, documents, messages) until SIGINT or SIGTERM; jobs in hand are finished first.
  As many workers as you like may run on one database. Migrates the database when needed.
`;

export async function run(args: string[]): Promise<number> {
  const [flag, count] = args;
  const concurrency = flag === undefined ? 4 : Number(count);
  const known = flag === undefined || flag === '--concurrency';
  if (args.length > 2 || !known || !Number.isInteger(concurrency) || concurrency < 1) {
    process.stderr.write(help);
    return 2;
  }
  await runProduction({ web: false, worker: { concurrency } });
  return 0;
}
