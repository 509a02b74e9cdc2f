import type { ServerBuild } from '@remix-run/server-runtime';
import * as entry from '#app/entry.server.tsx';
import * as root from '#app/root.tsx';

type RouteModule = ServerBuild['routes'][string] extends infer R | undefined
  ? R extends { module: infer M }
    ? M
    : never
  : never;
type Extra = {
  readonly id: string;
  readonly path: string;
  readonly module: RouteModule;
  /** A layout among the others; the root when left out. */
  readonly parentId?: string;
};

/** The real root and entry without a bundler, an empty home page, and the routes a test makes up. */
export function serverBuildOf(extra: readonly Extra[] = []): ServerBuild {
  const routes: ServerBuild['routes'] = {
    root: { id: 'root', path: '', module: root },
    home: { id: 'home', parentId: 'root', index: true, module: { default: () => null } },
  };
  for (const { id, path, module, parentId = 'root' } of extra) routes[id] = { id, path, parentId, module };
  const manifest: ServerBuild['assets']['routes'] = {};
  for (const route of Object.values(routes)) {
    if (!route) continue;
    manifest[route.id] = {
      id: route.id,
      module: `/assets/${route.id}.js`,
      hasAction: 'action' in route.module,
      hasLoader: 'loader' in route.module,
      hasClientAction: false,
      hasClientLoader: false,
      hasErrorBoundary: 'ErrorBoundary' in route.module,
      ...(route.parentId === undefined ? {} : { parentId: route.parentId }),
      ...(route.path === undefined ? {} : { path: route.path }),
      ...(route.index === undefined ? {} : { index: route.index }),
    };
  }
  return {
    entry: { module: entry },
    routes,
    assets: {
      entry: { module: '/assets/entry.client.js', imports: [] },
      routes: manifest,
      url: '/assets/manifest.js',
      version: '1',
    },
    publicPath: '/',
    assetsBuildDirectory: 'build/client',
    mode: 'production',
    isSpaMode: false,
    future: {
      v3_fetcherPersist: true,
      v3_relativeSplatPath: true,
      v3_throwAbortReason: true,
      v3_singleFetch: true,
      v3_lazyRouteDiscovery: true,
    },
  };
}

/** A module of app/routes, by its path there. Nothing imports routes by name: only a server build holds them. */
export async function loadRouteModule(file: string): Promise<RouteModule> {
  const url = new URL(`../../app/routes/${file}`, import.meta.url);
  const module: RouteModule = await import(/* @vite-ignore */ url.pathname);
  return module;
}
