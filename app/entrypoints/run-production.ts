import { migrateDatabase } from '#db/migrate.ts';
import { buildApp, buildIsFresh } from './build-app.ts';
import { paymentOriginsFrom } from './payment-providers.ts';
import { productionRuntime, providersFrom, stopOnSignal } from './production.server.ts';
import { serveWeb } from './serve.server.ts';
import { startWorker } from './worker.server.ts';

type Runtime = Awaited<ReturnType<typeof productionRuntime>>;
type Parts = { readonly web: boolean; readonly worker?: { readonly concurrency: number } };

/**
 * The processes of a production installation, until SIGINT or SIGTERM: answers and jobs under way are finished, then the
 * database is let go. A signal during the start waits for it and then stops what it started.
 */
export async function runProduction(parts: Parts): Promise<void> {
  const runtime = await productionRuntime();
  const stops = [() => runtime.close()];
  const stop = async () => {
    for (const end of stops.splice(0).reverse()) await end();
  };
  const starting = startParts(runtime, parts, stops);
  const ended = stopOnSignal(async () => {
    await starting.catch(() => undefined);
    await stop();
  });
  try {
    await starting;
  } catch (error) {
    await stop();
    throw error;
  }
  await ended;
}

async function startParts(
  runtime: Runtime,
  { web, worker }: Parts,
  stops: (() => Promise<void>)[],
): Promise<void> {
  await migrateDatabase(runtime.databaseUrl);
  if (web) {
    if (!(await buildIsFresh())) await buildApp({ quiet: true });
    const { PORT, HOST, PALMARES_TRUST_PROXY } = runtime.env;
    const served = await serveWeb(runtime, {
      port: PORT,
      host: HOST,
      trustProxy: PALMARES_TRUST_PROXY === '1',
      paymentOrigins: paymentOriginsFrom(providersFrom(runtime.env)),
    });
    stops.push(() => served.close());
    runtime.log.info({ port: served.port }, 'web started');
  }
  if (worker) {
    const running = await startWorker(runtime, worker);
    stops.push(() => running.stop());
    runtime.log.info(worker, 'worker started');
  }
}
