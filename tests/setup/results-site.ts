import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { followResults } from '#app/adapters/results/follow-results.server.ts';
import { startWeb, type WebOptions } from '#app/entrypoints/web.server.ts';
import { type CodeGuard, createCodeGuard } from '#app/http/results/code-guard.ts';
import { loadRouteModule, serverBuildOf } from '#tests/factories/server-build.ts';
import { databaseAway } from './database-away.ts';

/** Every address results are read at, under the public layout as in app/routes.ts. */
export async function resultRoutes() {
  const page = async (id: string, path: string, file: string, parentId?: string) => ({
    id,
    path,
    module: await loadRouteModule(`public/${file}`),
    ...(parentId ? { parentId } : {}),
  });
  const layout = 'public-layout';
  return serverBuildOf([
    { id: layout, path: '', module: await loadRouteModule('public/public-layout.tsx') },
    await page('results', 'resultats', 'results.tsx', layout),
    await page('results-sitting', 'resultats/:sittingId', 'results-sitting.tsx', layout),
    await page('results-number', 'resultats/:sittingId/:tableNumber', 'results-number.tsx', layout),
    await page('results-steps', 'resultats/:sittingId/:tableNumber/calcul', 'results-steps.tsx', layout),
    await page('results-centre', 'resultats/:sittingId/centres/:centreId', 'results-centre-file.ts'),
    await page('results-api', 'api/v1/results/:sittingId/:tableNumber', 'results-api.ts'),
    await page('results-document', 'resultats/:sittingId/:tableNumber/:file', 'results-document.ts'),
  ]);
}

export type ResultsSite = Awaited<ReturnType<typeof startResultsSite>>;

/**
 * The result pages alone over a folder of published files, without any database. `plain` is the same site without what
 * answers ahead of the routes.
 */
export async function startResultsSite(
  codeGuard: CodeGuard = createCodeGuard(() => new Date()),
  options: Partial<WebOptions> = {},
) {
  const directory = await mkdtemp(join(tmpdir(), 'palmares-results-site-'));
  const errors: unknown[] = [];
  const lines: Record<string, unknown>[] = [];
  const results = followResults(directory, { onProblem: (error) => errors.push(error) });
  const build = await resultRoutes();
  const common: WebOptions = {
    port: 0,
    host: '127.0.0.1',
    build,
    results,
    checkReady: async () => undefined,
    createContext: async () => ({ ctx: databaseAway, demo: false, codeGuard }),
    logger: {
      info: (fields) => lines.push(fields),
      warn: () => undefined,
      error: (fields) => errors.push(fields.err),
    },
    ...options,
  };
  const fast = await startWeb({ ...common, codeGuard });
  const plain = await startWeb(common);
  return {
    directory,
    results,
    errors,
    lines,
    fast: `http://127.0.0.1:${fast.port}`,
    plain: `http://127.0.0.1:${plain.port}`,
    async close() {
      await Promise.all([fast.close(), plain.close()]);
      await results.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
