import { readEnv } from '#app/env.server.ts';

/** `npm start`: a demonstration without a database named, production (web and worker in one process) with one. */
async function main(): Promise<void> {
  const env = readEnv();
  if (env.demo) {
    // Loaded only here: the fakes are not even part of a production process.
    const { startDemo } = await import('./start-demo.ts');
    return startDemo(env);
  }
  const { runProduction } = await import('./run-production.ts');
  await runProduction({ web: true, worker: { concurrency: 4 } });
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
