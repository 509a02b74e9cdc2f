import { afterAll, beforeAll } from 'vitest';
import type { Actor } from '#app/domain/access/actor.ts';
import { type RunningWeb, startWeb } from '#app/entrypoints/web.server.ts';
import type { AppLoadContext } from '#app/http/load-context.ts';
import { loadRouteModule, serverBuildOf } from '#tests/factories/server-build.ts';
import { ANONYMOUS, type TestContext } from '#tests/setup/test-context.ts';

const ROUTES = [
  ['document-page', 'v/:token', 'verify/document-page.tsx'],
  ['verify-form', 'verify', 'verify/verify-form.tsx'],
  ['verify-lot', 'verify/lot', 'verify/verify-lot.tsx'],
  ['verify-api-guide', 'verify/api', 'verify/verify-api-guide.tsx'],
  ['openapi', 'api/v1/openapi.json', 'verify/openapi.ts'],
  ['verify-api-question', 'api/v1/verify', 'verify/verify-api-question.ts'],
  ['verify-bulk-api', 'api/v1/verify/bulk', 'verify/verify-bulk-api.ts'],
  ['verify-api', 'api/v1/verify/:token', 'verify/verify-api.ts'],
  ['verifications', 'bureau/verifications', 'office/verifications.tsx'],
  ['verifications-csv', 'bureau/verifications.csv', 'office/verifications-csv.ts'],
] as const;

type Options = { readonly context: () => TestContext | AppLoadContext['ctx'] };

/** The doors of verification behind the real server, for a test file. Each asker has an address of its own. */
export function useVerificationSite({ context }: Options) {
  let web: RunningWeb;
  let actor: Actor = ANONYMOUS;
  let asker = 0;
  const errors: unknown[] = [];
  beforeAll(async () => {
    const routes = await Promise.all(
      ROUTES.map(async ([id, path, file]) => ({ id, path, module: await loadRouteModule(file) })),
    );
    web = await startWeb({
      port: 0,
      host: '127.0.0.1',
      trustProxy: true,
      build: serverBuildOf(routes),
      checkReady: async () => undefined,
      createContext: async () => ({ ctx: { ...context(), actor }, demo: false }),
      logger: { info: () => undefined, warn: () => undefined, error: (fields) => errors.push(fields) },
    });
  });
  afterAll(() => web.close());
  const base = () => `http://127.0.0.1:${web.port}`;
  return {
    errors,
    signIn: (other: Actor) => {
      actor = other;
    },
    /** From now on requests come from another address. */
    changeAddress: () => {
      asker += 1;
    },
    /** As a program asks: no origin, no cookies. */
    ask: (path: string, init: RequestInit = {}) =>
      fetch(base() + path, {
        redirect: 'manual',
        ...init,
        headers: {
          'accept-language': 'fr',
          'x-forwarded-for': `10.0.${asker >> 8}.${asker & 255}`,
          ...Object.fromEntries(new Headers(init.headers)),
        },
      }),
    post(path: string, fields: Readonly<Record<string, string | Blob>>) {
      const body = new FormData();
      for (const [name, value] of Object.entries(fields)) body.set(name, value);
      return this.ask(path, { method: 'POST', body, headers: { origin: base() } });
    },
  };
}
