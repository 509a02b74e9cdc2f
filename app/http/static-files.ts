import { serveStatic } from '@hono/node-server/serve-static';
import type { Env, Hono } from 'hono';

/** Names under /assets hold a hash of the content: never asked for again. The rest is looked at again after an hour. */
export function serveClientFiles<E extends Env>(app: Hono<E>, folder: string): void {
  const files = serveStatic({
    root: folder,
    precompressed: true,
    onFound: (path, c) => {
      const immutable = /[\\/]assets[\\/]/.test(path);
      c.header('Cache-Control', immutable ? 'public, max-age=31536000, immutable' : 'public, max-age=3600');
    },
  });
  app.use('/assets/*', files);
  app.get('/assets/*', (c) => c.text('', 404));
  // Only names with an extension: pages never have one, and a folder is never listed.
  app.use('/:file{[^/]+\\.[a-z0-9]+}', files);
}
