import { sql } from 'drizzle-orm';
import { followResults } from '#app/adapters/results/follow-results.server.ts';
import { createCodeGuard } from '#app/http/results/code-guard.ts';
import { loadActor } from '#app/queries/access/load-actor.server.ts';
import { CLIENT_FOLDER, loadServerBuild } from './build-app.ts';
import type { Runtime } from './runtime.server.ts';
import { type RunningWeb, startWeb } from './web.server.ts';

export type ServeOptions = {
  readonly port: number;
  readonly host: string;
  readonly trustProxy?: boolean;
  /** Where a payment may send the browser after a form: pages elsewhere are refused by the content policy. */
  readonly paymentOrigins: readonly string[];
  /** Serves the sources through Vite instead of the build. */
  readonly development?: boolean;
};

/** Serves the pages: each request gets a context whose actor is whoever its session cookie names. */
export async function serveWeb(runtime: Runtime, options: ServeOptions): Promise<RunningWeb> {
  const system = runtime.contextFor({ kind: 'anonymous' }, 'web');
  const results = followResults(runtime.resultsDirectory, {
    onProblem: (err, pointer) => runtime.log.error({ err, pointer }, 'results not followed'),
  });
  const vite = options.development ? await startVite() : undefined;
  const web = await startWeb({
    port: options.port,
    host: options.host,
    logger: runtime.log,
    trustProxy: options.trustProxy ?? false,
    paymentOrigins: options.paymentOrigins,
    checkReady: async () => {
      await system.db.execute(sql`select 1`);
    },
    results,
    codeGuard: createCodeGuard(system.clock),
    createContext: async (request, { requestId, clientAddress }) => {
      const session = isForEveryone(request)
        ? undefined
        : await system.adapters.sessions.read(request.headers.get('cookie'));
      const actor = session ? await loadActor(system.db, session.userId) : ({ kind: 'anonymous' } as const);
      return {
        ctx: runtime.contextFor(actor, requestId),
        demo: runtime.settings.demo,
        clientAddress,
        ...(session?.setCookie ? { renewedCookie: session.setCookie } : {}),
      };
    },
    ...(vite ? { viteDev: vite } : { build: await loadServerBuild(), clientFolder: CLIENT_FOLDER }),
  });
  return {
    port: web.port,
    async close() {
      await web.close();
      await vite?.close();
      await results.close();
    },
  };
}

/** Results are the same whoever asks: nobody's session is read for them, for it is in the database, which may be away. */
export function isForEveryone(request: Request): boolean {
  return /^\/(resultats|api\/v1\/results)(\/|$)/.test(new URL(request.url).pathname);
}

async function startVite() {
  const { createServer } = await import('vite');
  return createServer({ server: { middlewareMode: true } });
}
