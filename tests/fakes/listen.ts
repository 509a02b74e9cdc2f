import { type ServerType, serve } from '@hono/node-server';
import type { Hono } from 'hono';

export type Listening = { readonly port: number; close(): Promise<void> };

/** Serves a fake on 127.0.0.1 unless told otherwise; port 0 takes a free one. */
export function listen(app: Hono, options: { port?: number; bind?: string }): Promise<Listening> {
  const { port = 0, bind = '127.0.0.1' } = options;
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, hostname: bind, port }, (info) =>
      resolve({ port: info.port, close: () => closeServer(server) }),
    );
    server.once('error', reject);
  });
}

function closeServer(server: ServerType): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error ? reject(error) : resolve()));
    if ('closeAllConnections' in server) server.closeAllConnections();
  });
}
