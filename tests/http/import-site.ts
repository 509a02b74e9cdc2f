import { afterAll, beforeAll } from 'vitest';
import type { Actor } from '#app/domain/access/actor.ts';
import { type RunningWeb, startWeb } from '#app/entrypoints/web.server.ts';
import { loadRouteModule, serverBuildOf } from '#tests/factories/server-build.ts';
import { ANONYMOUS, type TestContext } from '#tests/setup/test-context.ts';

const ROUTES = [
  ['imports', 'ecole/imports', 'imports.tsx'],
  ['new-import', 'ecole/imports/nouveau', 'imports-new.tsx'],
  ['import', 'ecole/imports/:batchId', 'imports-batch.tsx'],
  ['import-model', 'ecole/imports/modele/:sittingId/:format', 'imports-model.ts'],
  ['import-errors', 'ecole/imports/:batchId/erreurs', 'imports-errors.ts'],
] as const;

export type ImportSite = {
  /** Who asks, until told otherwise. */
  signIn(actor: Actor): void;
  get(path: string): Promise<Response>;
  post(path: string, fields: Readonly<Record<string, string | File>>): Promise<Response>;
  /** What the server logged as unexpected. */
  readonly errors: readonly unknown[];
};

/** The pages of imports behind the real server, for a test file. */
export function useImportSite(context: () => TestContext): ImportSite {
  let web: RunningWeb;
  let actor: Actor = ANONYMOUS;
  const errors: unknown[] = [];
  beforeAll(async () => {
    const routes = await Promise.all(
      ROUTES.map(async ([id, path, file]) => ({ id, path, module: await loadRouteModule(`school/${file}`) })),
    );
    web = await startWeb({
      port: 0,
      host: '127.0.0.1',
      build: serverBuildOf(routes),
      checkReady: async () => undefined,
      createContext: async () => ({ ctx: context().as(actor), demo: false }),
      logger: { info: () => undefined, warn: () => undefined, error: (fields) => errors.push(fields) },
    });
  });
  afterAll(() => web.close());
  const base = () => `http://127.0.0.1:${web.port}`;
  return {
    signIn: (other) => {
      actor = other;
    },
    get: (path) => fetch(base() + path, { headers: { 'accept-language': 'fr' }, redirect: 'manual' }),
    post(path, fields) {
      const body = new FormData();
      for (const [name, value] of Object.entries(fields)) body.set(name, value);
      const headers = { origin: base(), 'accept-language': 'fr' };
      return fetch(base() + path, { method: 'POST', body, headers, redirect: 'manual' });
    },
    errors,
  };
}
