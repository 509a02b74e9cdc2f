import { readEnv } from '#app/env.server.ts';
import { migrateDatabase } from '#db/migrate.ts';

export const help = `
palmares migrate
  Brings the database at DATABASE_URL to this version. Safe to repeat; two at once wait for each other.
`;

export async function run(args: string[]): Promise<number> {
  const { DATABASE_URL } = readEnv({ ...process.env, PALMARES_DEMO: '1' });
  if (args.length > 0 || !DATABASE_URL) {
    process.stderr.write(
      args.length > 0 ? help : 'DATABASE_URL is not set. "npm start" migrates its own database.\n',
    );
    return 2;
  }
  await migrateDatabase(DATABASE_URL);
  process.stdout.write('The database is up to date.\n');
  return 0;
}
