import { createServer, request } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

export type NetworkCable = {
  /** For a browser's `proxy`: everything it asks, a worker's questions too, goes through here. */
  readonly proxy: { readonly server: string; readonly bypass: string };
  /** No question is answered any more, and none under way is finished. */
  pull(): void;
  plug(): void;
  close(): Promise<void>;
};

/** A network that can be taken away for real: what a browser emulates does not reach its service workers. */
export async function layNetworkCable(): Promise<NetworkCable> {
  let plugged = true;
  const sockets = new Set<Socket>();
  const server = createServer((incoming, outgoing) => {
    const { method, url = '', headers } = incoming;
    const forwarded = request(url, { method, headers, agent: false }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    forwarded.on('error', () => outgoing.destroy());
    incoming.pipe(forwarded);
  });
  server.on('connection', (socket) => {
    if (!plugged) return void socket.destroy();
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const cut = () => {
    for (const socket of sockets) socket.destroy();
  };
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === 'string') throw new Error('the proxy has no port');
  return {
    proxy: { server: `http://127.0.0.1:${address.port}`, bypass: '<-loopback>' },
    pull() {
      plugged = false;
      cut();
    },
    plug() {
      plugged = true;
    },
    close() {
      cut();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
