import { runProduction } from '../run-production.ts';

export const help = `
palmares web
  Serves the pages on HOST:PORT until SIGINT or SIGTERM; answers under way are finished first. Run as many as you like
  behind one address, and at least one "palmares worker" beside them. Migrates the database and builds when needed.
`;

export async function run(args: string[]): Promise<number> {
  if (args.length > 0) {
    process.stderr.write(help);
    return 2;
  }
  await runProduction({ web: true });
  return 0;
}
