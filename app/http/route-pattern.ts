import type { matchRoutes as MatchRoutes } from '@remix-run/react';
import type { ServerBuild } from '@remix-run/server-runtime';

type Node = { id: string; path?: string; index?: boolean; caseSensitive?: boolean; children: Node[] };
type MatchTree = Parameters<typeof MatchRoutes>[0];

function treeOf(routes: ServerBuild['routes'], parentId?: string): Node[] {
  return Object.values(routes)
    .filter((route) => route !== undefined && route.parentId === parentId)
    .map((route) => ({
      id: route.id,
      ...(route.path === undefined ? {} : { path: route.path }),
      ...(route.index === undefined ? {} : { index: route.index }),
      children: treeOf(routes, route.id),
    }));
}

function matchable(nodes: Node[]): MatchTree {
  return nodes.map(({ index, children, ...node }) =>
    index === true ? { ...node, index } : { ...node, children: matchable(children) },
  );
}

/** Tells a log line which route answered (`/v/:token`), never the address itself: addresses hold tokens and numbers. */
export function createPatternFinder(build: ServerBuild | (() => Promise<ServerBuild>)) {
  let known: MatchTree | undefined;
  return async (path: string): Promise<string> => {
    if (path.startsWith('/assets/')) return '/assets/*';
    if (typeof build === 'function' || !known) {
      const loaded = typeof build === 'function' ? await build() : build;
      known = matchable(treeOf(loaded.routes));
    }
    // Imported late: React reads NODE_ENV when it is first loaded, and the entry point sets it before the build.
    const { matchRoutes } = await import('@remix-run/react');
    const matches = matchRoutes(known, path);
    const last = matches?.at(-1);
    if (!matches || !last || last.route.id === 'root') return '(none)';
    return `/${matches
      .map((match) => match.route.path ?? '')
      .filter((text) => text !== '')
      .join('/')}`;
  };
}
