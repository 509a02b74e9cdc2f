import { migrateDatabase } from '#db/migrate.ts';
import { buildApp, buildIsFresh } from '../build-app.ts';
import { productionRuntime, stopOnSignal } from '../production.server.ts';
import { serveWeb } from '../serve.server.ts';

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
  const runtime = await productionRuntime();
  await migrateDatabase(runtime.databaseUrl);
  if (!(await buildIsFresh())) await buildApp({ quiet: true });
  const { PORT, HOST, PALMARES_TRUST_PROXY } = runtime.env;
  const web = await serveWeb(runtime, {
    port: PORT,
    host: HOST,
    trustProxy: PALMARES_TRUST_PROXY === '1',
    paymentOrigins: ['https://checkout.stripe.com'],
  });
  runtime.log.info({ port: web.port }, 'web started');
  await stopOnSignal(async () => {
    await web.close();
    await runtime.close();
  });
  return 0;
}
